using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams;
using Orleans.TestingHost;
using Synapse.Cluster.Client.Serialization;
using Synapse.Cluster.Client.Signals;
using Synapse.Cluster.Signals;
using Synapse.Contracts.Signals;
using Synapse.Core.Reviews;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>Silos that share a journal and a pub-sub store, and a client outside.</summary>
internal sealed class SignalCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private SignalCluster(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>Connections to the journal in the order in which the silos were started.</summary>
    public List<SiloStore> Stores { get; } = [];

    public HeardByGrains Grains { get; private init; } = new();

    public IClusterClient Client => _cluster.Client;

    public static async Task<SignalCluster> StartAsync(
        int silos, Func<IJournalStore> journal, SharedGrainStorage subscriptions, HeardByGrains? grains = null, Action<JournalStreamOptions>? configure = null, bool inMemory = false,
        TimeSpan? deliveryTime = null)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        (builder.Options.ConfigureFileLogging, builder.Options.ServiceId) = (false, "synapse");
        SignalCluster? cluster = null;
        builder.ConfigureSilo((_, silo) =>
        {
            var store = new SiloStore(journal());
            lock (cluster!.Stores)
            {
                cluster.Stores.Add(store);
            }

            silo.Services.AddSingleton(store).AddSingleton<IJournal>(store).AddSingleton(store.Positions).AddSingleton(cluster.Grains);
            silo.Services.AddSingleton(new EventSignals().HostAll());
            silo.Services.AddKeyedSingleton("PubSubStore", (services, _) => subscriptions.For(services));
            silo.Services.Configure<StreamPullingAgentOptions>(SignalStreams.Provider, o => o.MaxEventDeliveryTime = deliveryTime ?? o.MaxEventDeliveryTime);

            // What was under way to a silo that died is not answered; the default is half of the time that a delivery is tried for.
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5));
            silo.Configure<ClusterMembershipOptions>(o => (o.ProbeTimeout, o.NumMissedProbesLimit, o.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(1), 3, 1));
            silo.Services.AddSerializer(s => s.AddSynapseWire());
            if (inMemory)
            {
                silo.AddMemorySignals();
            }
            else
            {
                silo.AddJournalStreams(configure);
            }
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddSerializer(s => s.AddSynapseWire());
            client.AddSynapseStreams();
        });
        cluster = new SignalCluster(builder.Build()) { Grains = grains ?? new HeardByGrains() };
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Subscribes from the client.</summary>
    public async Task<HeardSignals> HearAsync(StreamId stream, StreamSequenceToken? token = null)
    {
        var heard = new HeardSignals();
        await StreamOf(stream).SubscribeAsync(heard, token);
        return heard;
    }

    public IAsyncStream<SignalMessage> StreamOf(StreamId stream) => Client.GetStreamProvider(SignalStreams.Provider).GetStream<SignalMessage>(stream);

    /// <summary>What a silo has registered.</summary>
    public T Of<T>(int silo)
        where T : notnull => _cluster.GetSiloServiceProvider(_cluster.Silos[silo].SiloAddress).GetRequiredService<T>();

    /// <summary>Ends a silo without a word: it can write nothing any more.</summary>
    public async Task KillAsync(int silo)
    {
        Of<SiloStore>(silo).Cut();
        await _cluster.KillSiloAsync(_cluster.Silos[silo]);
    }

    public Task StopAsync() => _cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>Waits for a condition; the bound only ends a test that would hang.</summary>
    public static async Task UntilAsync(Func<bool> condition, Func<string> state)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            if (bound.IsCancellationRequested)
            {
                Assert.Fail($"it did not come to this: {state()}");
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }
}
