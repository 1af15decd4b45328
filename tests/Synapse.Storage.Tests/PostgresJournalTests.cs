using Synapse.Conformance.Postgres;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Synapse.Storage.Tests;

public sealed class PostgresJournalTests(PostgresServer server) : JournalConformance
{
    private string _connection = "";

    public override async ValueTask InitializeAsync() => _connection = await server.SchemaAsync();

    protected override Task<IJournalStore> OpenStoreAsync() => PostgresJournal.OpenAsync(_connection, TimeProvider.System, Policy);
}
