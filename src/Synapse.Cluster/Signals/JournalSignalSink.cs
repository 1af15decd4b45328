using Synapse.Core.Signals;
using Synapse.Runtime.Engine;

namespace Synapse.Cluster.Signals;

/// <summary>Publishes nothing: the signal follows from the event that was committed. It only says that there is one.</summary>
internal sealed class JournalSignalSink(JournalFeed feed) : ISignalSink
{
    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        feed.Nudge();
        return ValueTask.CompletedTask;
    }
}
