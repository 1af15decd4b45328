using Orleans.Runtime;
using Orleans.Streams;

namespace Synapse.Cluster.Client.Signals;

/// <summary>The provider as a client of the cluster has it: it subscribes, and leaves reading the journal to the silos.</summary>
internal sealed class SignalAdapter(string name) : IQueueAdapterFactory, IQueueAdapter
{
    private const string Reason = "signals follow from the journal: whoever wants to tell something sends a command";

    public string Name => name;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    /// <summary>What a producer gets, should one come this far.</summary>
    public static Exception NoProducer(string name) => new InvalidOperationException($"Stream provider {name} is ReadOnly: {Reason}.");

    [Obsolete("Of an earlier version of the interface.")]
    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => throw NoReader();

    public IStreamQueueMapper GetStreamQueueMapper() => throw NoReader();

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => throw NoReader();

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => throw NoReader();

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) => throw NoProducer(name);

    private static NotSupportedException NoReader() => new("a client does not read the journal");
}
