using Synapse.Core.Queues;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Queues;

/// <summary>How work queues are stored.</summary>
public static class QueueForm
{
    public static StoredForm<QueueState, QueueEvent> Current { get; } = new(() => new QueueEventCodec(), () => new QueueStateCodec());
}
