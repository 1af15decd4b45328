using Synapse.Cluster.Postgres;
using Synapse.Conformance.Postgres;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;

namespace Synapse.Cluster.Benchmarks;

/// <summary>A PostgreSQL of this run, whose commits wait for the disk.</summary>
internal sealed class BenchServer(PostgresProcess server) : IAsyncDisposable
{
    public const string Invariant = "Npgsql";

    public static async Task<BenchServer> StartAsync() => new(await PostgresProcess.StartAsync(isDurable: true));

    /// <summary>A connection string to a schema of its own that has Orleans' tables. Each silo may have as many connections as Npgsql gives by default.</summary>
    public async Task<string> SchemaAsync()
    {
        var schema = (await server.SchemaAsync()).Replace("Maximum Pool Size=20", "Maximum Pool Size=100", StringComparison.Ordinal);
        await OrleansSchema.ApplyAsync(schema, CancellationToken.None);
        return schema;
    }

    /// <summary>A journal with connections of its own, as each silo has.</summary>
    public static Task<IJournalStore> OpenJournalAsync(string schema) => PostgresJournal.OpenAsync(schema.Replace("Maximum Pool Size=100", "Maximum Pool Size=20", StringComparison.Ordinal), TimeProvider.System);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
