using Orleans;
using Orleans.Streams;
using Synapse.Cluster.Client.Signals;
using Synapse.Contracts.Signals;
using Synapse.Core.Signals;
using Synapse.Hosting;
using Synapse.Runtime.Engine;

namespace Synapse.Cluster.Signals;

/// <summary>Publishes to streams in the silos' memory, for development. The time of a signal is that of its publication.</summary>
internal sealed class MemorySignalSink(IClusterClient client, TimeProvider time) : ISignalSink
{
    public async ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        var tenant = signal.Subject[..signal.Subject.IndexOf('/', StringComparison.Ordinal)];
        var message = SignalMessages.Of(id, signal, tenant, time.GetUtcNow());
        var provider = client.GetStreamProvider(SignalStreams.Provider);
        await provider.GetStream<SignalMessage>(SignalStreams.OfType(signal.Type, tenant)).OnNextAsync(message);
        await provider.GetStream<SignalMessage>(SignalStreams.OfSubject(signal.Subject)).OnNextAsync(message);
    }
}
