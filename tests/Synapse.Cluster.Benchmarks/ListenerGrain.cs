using Orleans.Streams;
using Synapse.Cluster.Client.Signals;
using Synapse.Contracts.Signals;

namespace Synapse.Cluster.Benchmarks;

internal sealed class ListenerGrain : Grain, IListenerGrain
{
    public Task SubscribeAsync(string type, string tenant) =>
        this.GetStreamProvider(SignalStreams.Provider).GetStream<SignalMessage>(SignalStreams.OfType(type, tenant)).SubscribeAsync((_, _) =>
        {
            HeardCount.Here.Add();
            return Task.CompletedTask;
        });
}
