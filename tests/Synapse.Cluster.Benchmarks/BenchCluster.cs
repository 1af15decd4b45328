using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Signals;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Benchmarks;

/// <summary>Silos in this process that speak through memory, and a client.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly List<IJournalStore> _opened = [];
    private readonly InProcessTestCluster _cluster;

    private BenchCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public BenchWork Work { get; } = new();

    public IClusterClient Client => _cluster.Client;

    /// <param name="schema">Where all is kept; null for <paramref name="memory"/>.</param>
    public static async Task<BenchCluster> StartAsync(int silos, string? schema, IJournalStore? memory = null)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        BenchCluster? cluster = null;
        builder.ConfigureSilo((_, silo) =>
        {
            var journal = memory ?? BenchServer.OpenJournalAsync(schema!).GetAwaiter().GetResult();
            lock (cluster!._opened)
            {
                cluster._opened.Add(journal);
            }

            BenchSilo.Configure(silo, journal, schema, cluster.Work);
        });
        builder.ConfigureClient(client => client.AddSynapseClient("bench", "bench").AddSynapseStreams());
        cluster = new BenchCluster(builder.Build());
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public IServiceProvider Silo(int silo) => _cluster.GetSiloServiceProvider(_cluster.Silos[silo].SiloAddress);

    /// <summary>Which silo a grain is on.</summary>
    public async Task<int> WhereAsync(GrainId grain)
    {
        var address = await Client.GetGrain<IManagementGrain>(0).GetActivationAddress((IAddressable)Client.GetGrain(grain));
        return _cluster.Silos.ToList().FindIndex(s => s.SiloAddress.Equals(address));
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        foreach (var journal in _opened.Distinct())
        {
            await journal.DisposeAsync();
        }
    }
}
