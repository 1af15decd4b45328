using Npgsql;
using Synapse.Conformance.Postgres;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;

namespace Synapse.Storage.Tests;

public sealed class PostgresTamperingTests(PostgresServer server) : TamperingConformance
{
    private string _connection = "";

    public override async ValueTask InitializeAsync() => _connection = await server.SchemaAsync();

    [Fact]
    public async Task A_role_that_does_not_own_the_journal_sees_one_tenant()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        await journal.AppendAsync(new StreamAppend(Stream with { Tenant = "u" }, 0, [Event("b")]) { Timers = [new TimerChange("t", Now)] }, None);
        var (schema, role) = (Scalar("SELECT current_schema()::text"), $"reader_{Guid.NewGuid():N}");
        Run($"CREATE ROLE {role}; GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}");
        Assert.Equal("0", Scalar($"SET ROLE {role}; SELECT count(*)::text FROM events"));
        Assert.Equal("t", Scalar($"SET ROLE {role}; SET synapse.tenant = 't'; SELECT string_agg(tenant, ',') FROM events"));
        Assert.Equal("0", Scalar($"SET ROLE {role}; SET synapse.tenant = 't'; SELECT count(*)::text FROM timers"));
        Assert.Equal("1", Scalar($"SET ROLE {role}; SET synapse.tenant = 'u'; SELECT count(*)::text FROM timers"));
    }

    [Fact]
    public async Task One_member_that_the_database_cannot_store_fails_alone()
    {
        var journal = await OpenAsync();
        var good = Enumerable.Range(0, 20).Select(i => Task.Run(() => journal.AppendAsync(new StreamAppend(Stream with { Id = $"s{i}" }, 0, [Event("b")]), None).AsTask())).ToList();
        var bad = journal.AppendAsync(new StreamAppend(Stream, 0, [Event("b") with { Actor = "\0" }]), None);
        await Assert.ThrowsAsync<PostgresException>(() => bad.AsTask());
        Assert.All(await Task.WhenAll(good), s => Assert.Equal(AppendStatus.Appended, s));
        Assert.Equal(0, (await journal.ReadAsync(Stream, 0, None)).Version);
    }

    [Fact]
    public async Task A_connection_that_breaks_under_a_commit_leaves_its_outcome_unknown()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        await using var blocker = new NpgsqlConnection(_connection);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand("SELECT journal_lock()", blocker))
        {
            await take.ExecuteNonQueryAsync();
        }

        var append = Append(journal, 1, "b").AsTask();
        while (Scalar("SELECT coalesce(bool_or(pg_terminate_backend(pid)), false)::text FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = (SELECT objid FROM pg_locks WHERE pid = "
            + blocker.ProcessID + " AND locktype = 'advisory')") == "false")
        {
            await Task.Yield();
        }

        Assert.Equal(AppendStatus.Unknown, await append);
        await transaction.RollbackAsync();
        Assert.Equal(AppendStatus.Appended, await Append(journal, 1, "b"));
    }

    protected override Task<IJournalStore> OpenStoreAsync() => PostgresJournal.OpenAsync(_connection, TimeProvider.System, Policy);

    protected override void Run(string text) => Scalar(text);

    private string Scalar(string text)
    {
        using var connection = new NpgsqlConnection(_connection);
        connection.Open();
        using var command = new NpgsqlCommand(text, connection);
        return command.ExecuteScalar() as string ?? "";
    }
}
