using Synapse.Core.Signals;

namespace Synapse.Runtime.Engine;

/// <summary>Takes signals to whoever listens. Delivery is at least once; <paramref name="id"/> tells a repetition.</summary>
public interface ISignalSink
{
    ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken);
}
