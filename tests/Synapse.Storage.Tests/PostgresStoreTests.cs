using Synapse.Conformance.Postgres;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;

namespace Synapse.Storage.Tests;

public sealed class PostgresStoreTests(PostgresServer server) : StoreConformance
{
    private string _connection = "";

    public override async ValueTask InitializeAsync() => _connection = await server.SchemaAsync();

    protected override Task<IJournalStore> OpenStoreAsync() => PostgresJournal.OpenAsync(_connection, TimeProvider.System, Policy);
}
