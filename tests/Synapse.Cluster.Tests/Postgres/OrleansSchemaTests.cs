using Npgsql;
using Synapse.Cluster.Postgres;
using Synapse.Conformance.Postgres;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;
using Synapse.Storage.Sql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Synapse.Cluster.Tests.Postgres;

/// <summary>Bringing Orleans' tables into a database.</summary>
public sealed class OrleansSchemaTests(PostgresServer server)
{
    [Fact]
    public async Task Many_may_bring_the_tables_at_once_and_again()
    {
        var schema = await server.SchemaAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OrleansSchema.ApplyAsync(schema, CancellationToken.None))));
        var tables = await TablesAsync(schema);
        await OrleansSchema.ApplyAsync(schema, CancellationToken.None);
        Assert.Equal(tables, await TablesAsync(schema));
        Assert.Equal(["orleans_clusters", "orleans_members", "orleans_reminders", "orleans_schema_version", "orleans_state", "orleansquery"], tables);
        Assert.Equal(["1", "2", "3"], await ReadAsync(schema, "SELECT version::text FROM orleans_schema_version ORDER BY version"));
    }

    [Fact]
    public async Task Tables_of_a_newer_program_are_refused()
    {
        var schema = await server.SchemaAsync();
        await OrleansSchema.ApplyAsync(schema, CancellationToken.None);
        await ReadAsync(schema, "INSERT INTO orleans_schema_version (version, name, applied_ticks) VALUES (9999, 'later', 0)");
        var error = await Assert.ThrowsAsync<SchemaTooNewException>(() => OrleansSchema.ApplyAsync(schema, CancellationToken.None));
        Assert.Contains("the cluster has schema 9999", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_stand_beside_a_journal_whichever_comes_first(bool isJournalFirst)
    {
        var schema = await server.SchemaAsync();
        for (var i = 0; i < 2; i++)
        {
            if (isJournalFirst == (i == 0))
            {
                await using var journal = await PostgresJournal.OpenAsync(schema, TimeProvider.System, JournalPolicy.KeepAll);
            }
            else
            {
                await OrleansSchema.ApplyAsync(schema, CancellationToken.None);
            }
        }

        Assert.Superset(new HashSet<string>(["events", "orleans_members", "orleans_schema_version", "schema_version"]), (await TablesAsync(schema)).ToHashSet());
    }

    [Fact]
    public async Task Two_schemas_of_one_database_have_tables_of_their_own()
    {
        var (first, second) = (await server.SchemaAsync(), await server.SchemaAsync());
        await OrleansSchema.ApplyAsync(first, CancellationToken.None);
        Assert.Empty(await TablesAsync(second));
        await OrleansSchema.ApplyAsync(second, CancellationToken.None);
        Assert.Equal(await TablesAsync(first), await TablesAsync(second));
    }

    [Fact]
    public async Task Another_role_sees_no_rows()
    {
        var schema = await server.SchemaAsync();
        await OrleansSchema.ApplyAsync(schema, CancellationToken.None);
        foreach (var table in (await TablesAsync(schema)).Except(["orleans_schema_version"]))
        {
            Assert.Equal(["true"], await ReadAsync(schema, $"SELECT relrowsecurity::text FROM pg_class WHERE oid = '{table}'::regclass"));
        }
    }

    /// <summary>What a statement gives, on a connection of its own.</summary>
    internal static async Task<List<string>> ReadAsync(string connectionString, string text)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static Task<List<string>> TablesAsync(string schema) => ReadAsync(schema, "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename");
}
