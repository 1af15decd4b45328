using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using Synapse.Cluster.Client.Signals;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Signals;

/// <summary>The journal as an Orleans stream provider: read-only, rewindable down to the first event.</summary>
internal sealed class JournalAdapter : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache, IDisposable
{
    private readonly ConcurrentDictionary<QueueId, JournalQueue> _queues = new();
    private readonly HashRingBasedStreamQueueMapper _mapper;
    private readonly JournalReading _reading;
    private readonly SubscriptionWatch _watch;
    private readonly IReaderPositions _positions;
    private readonly JournalStreamOptions _options;
    private readonly ILogger _logger;

    private JournalAdapter(IServiceProvider services, string name)
    {
        Name = name;
        _options = services.GetRequiredService<IOptions<JournalStreamOptions>>().Value;
        _positions = services.GetRequiredService<IReaderPositions>();
        _logger = services.GetRequiredService<ILogger<JournalQueue>>();
        _mapper = new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = _options.Queues }, name);
        var listeners = new SignalListeners(services.GetRequiredService<IStreamSubscriptionManagerAdmin>(), services.GetRequiredService<IGrainFactory>(), _mapper);
        _watch = ActivatorUtilities.CreateInstance<SubscriptionWatch>(services, listeners);
        _reading = new JournalReading(
            services.GetRequiredService<JournalFeed>(), services.GetRequiredService<SignalReader>(), listeners, services.GetRequiredService<TimeProvider>());
    }

    public string Name { get; }

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public static JournalAdapter Create(IServiceProvider services, string name) => new(services, name);

    [Obsolete("Of an earlier version of the interface.")]
    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    /// <summary>The agent asks for the cache first and for the receiver then; both are one.</summary>
    public IQueueCache CreateQueueCache(QueueId queueId) => _queues[queueId] = new JournalQueue(
        queueId, _reading, new QueueCheckpoint(_positions, $"{Name}/{_options.Queues}/{queueId.GetNumericId()}", _options.CheckpointInterval, _reading.Time), _logger);

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => _queues[queueId];

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw SignalAdapter.NoProducer(Name);

    public void Dispose() => _watch.Dispose();
}
