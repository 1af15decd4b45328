using System.Net;
using System.Net.Sockets;
using Npgsql;
using Synapse.Conformance.Postgres;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests;

/// <summary>What a silo needs from around it when it starts.</summary>
public sealed class StartTests(PostgresServer server)
{
    private const string Nobody = "Host=127.99.99.99;Port=1;Username=synapse;Password=hunter2-hunter2;Database=postgres;Timeout=1";

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_waited_for_and_said_once()
    {
        Assert.SkipWhen(PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        await using var own = await PostgresProcess.StartAsync(isDurable: false);
        await own.CrashAsync();
        await using var silo = SiloRun.StartMember(own.ConnectionString);
        await silo.SaysAsync("the database cannot be reached and is waited for");
        await own.StartAgainAsync();
        await silo.ReadyAsync();
        Assert.Single(silo.Lines, l => l.Contains("waited for", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_is_stopped_while_it_waits_for_its_database_ends_well()
    {
        await using var silo = SiloRun.StartMember(Nobody);
        await silo.SaysAsync("is waited for");
        silo.Terminate();
        Assert.Equal(0, await silo.EndAsync());
        Assert.Single(silo.Lines);
        Assert.DoesNotContain("hunter2", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_is_wrong_is_not_waited_for()
    {
        var connection = new NpgsqlConnectionStringBuilder(await server.SchemaAsync()) { Username = "nobody-here", Password = "hunter2-hunter2" };
        await using var silo = SiloRun.StartMember(connection.ConnectionString);
        Assert.Equal(4, await silo.EndAsync());
        Assert.Contains("nobody-here", Assert.Single(silo.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", silo.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8080)]
    [InlineData(11111)]
    [InlineData(30000)]
    public async Task A_port_that_is_taken_ends_it_with_one_line(int port)
    {
        var address = SiloRun.NewAddress();
        using var other = new TcpListener(IPAddress.Parse(address), port);
        other.Start();
        await using var silo = SiloRun.Start(("CLUSTER__ADDRESS", address));
        Assert.Equal(4, await silo.EndAsync());
        Assert.Contains($"{address}:{port}", Assert.Single(silo.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_a_newer_version_ends_it_with_one_line()
    {
        var connection = await server.SchemaAsync();
        await using (var first = await SiloRun.StartMember(connection).ReadyAsync())
        {
            first.Terminate();
            await first.EndAsync();
        }

        await Database.ReadAsync(connection, "INSERT INTO schema_version (version, name, applied_ticks) VALUES (9999, 'later', 0)");
        await using var silo = SiloRun.StartMember(connection);
        Assert.Equal(4, await silo.EndAsync());
        Assert.Contains("schema 9999", Assert.Single(silo.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_journal_ends_it_with_one_line()
    {
        await using var file = new TemporaryFile("synapse.db", new string('x', 5_000));
        await using var silo = SiloRun.Start(("STORAGE__SQLITE", file.Path));
        Assert.Equal(4, await silo.EndAsync());
        Assert.StartsWith("synapse-silo: ", Assert.Single(silo.Lines), StringComparison.Ordinal);
    }
}
