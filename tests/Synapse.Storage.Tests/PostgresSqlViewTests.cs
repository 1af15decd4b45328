using Npgsql;
using Synapse.Conformance.Postgres;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;

namespace Synapse.Storage.Tests;

public sealed class PostgresSqlViewTests(PostgresServer server) : SqlViewConformance
{
    private string _connection = "";

    protected override string Database => "Postgres";

    public override async ValueTask InitializeAsync() => _connection = await server.SchemaAsync();

    protected override Task<IJournalStore> OpenStoreAsync() => PostgresJournal.OpenAsync(_connection, TimeProvider.System, Policy);

    protected override void Run(string text)
    {
        using var connection = new NpgsqlConnection(_connection);
        connection.Open();
        using var command = new NpgsqlCommand(text, connection);
        command.ExecuteNonQuery();
    }

    protected override async Task EmptyAsync() => _connection = await server.SchemaAsync();

    protected override Task LoadAsync(string script)
    {
        Run(script);
        return Task.CompletedTask;
    }
}
