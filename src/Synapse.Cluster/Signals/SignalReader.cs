using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Synapse.Cluster.Client.Signals;
using Synapse.Core.Kernel;
using Synapse.Core.Signals;
using Synapse.Hosting;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Signals;

/// <summary>Reads events and says which signals they give. An event that cannot be read gives none: it is logged, counted and passed over.</summary>
internal sealed partial class SignalReader(IJournal journal, EventSignals signals, SignalMetrics metrics, ILogger<SignalReader> logger)
{
    public const int PageSize = 1_000;

    /// <summary>Positions of unreadable events that were told of; a page is read more than once, and all of them fit in the log.</summary>
    private const int MaxTold = 10_000;

    private readonly HashSet<long> _told = [];

    /// <summary>The next page; null when no event follows.</summary>
    public async Task<SignalPage?> ReadAsync(long after, CancellationToken cancellationToken)
    {
        var events = await journal.ReadAllAsync(after, PageSize, cancellationToken).ConfigureAwait(false);
        return events.Count == 0 ? null : PageOf(after, events[^1].Position, events);
    }

    /// <summary>The next page of one aggregate's events alone.</summary>
    /// <param name="known">A position that was read already: the page ends there or later, unless there is more.</param>
    public async Task<SignalPage> ReadAsync(AggregateId aggregate, long after, long known, CancellationToken cancellationToken)
    {
        var events = await journal.ReadAllAsync(aggregate, after, PageSize, cancellationToken).ConfigureAwait(false);
        var last = events.Count > 0 ? events[^1].Position : after;
        return PageOf(after, events.Count == PageSize ? last : Math.Max(last, known), events);
    }

    private SignalPage PageOf(long after, long through, IReadOnlyList<JournalEvent> events)
    {
        var items = new Dictionary<StreamId, List<SignalItem>>();
        foreach (var @event in events)
        {
            foreach (var (index, (id, signal)) in SignalsOf(@event).Index())
            {
                var tenant = @event.Stream.Tenant;
                var message = SignalMessages.Of(id, signal, tenant, @event.Event.At);
                var item = new SignalItem(new SignalPlace(@event.Position, index), message);
                Add(SignalStreams.OfType(signal.Type, tenant), item);
                Add(SignalStreams.OfSubject(signal.Subject), item);
            }
        }

        return new SignalPage(after, through, events.Count, items);

        void Add(StreamId stream, SignalItem item)
        {
            if (!items.TryGetValue(stream, out var list))
            {
                items[stream] = list = [];
            }

            list.Add(item);
        }
    }

    private IReadOnlyList<(string Id, Signal Signal)> SignalsOf(JournalEvent @event)
    {
        try
        {
            return signals.Of(@event);
        }
        catch (Exception e)
        {
            // Whatever the reason, the events behind it are wanted, and reading it again gives the same.
            if (IsNews(@event.Position))
            {
                metrics.Unreadable.Add(1);
                LogUnreadable(@event.Position, @event.Stream, @event.Version, @event.Event.Type, e);
            }

            return [];
        }
    }

    private bool IsNews(long position)
    {
        lock (_told)
        {
            return _told.Count < MaxTold && _told.Add(position);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The event at position {Position} ({Stream}@{Version}, '{Type}') cannot be read; nobody gets its signals.")]
    private partial void LogUnreadable(long position, AggregateId stream, long version, string type, Exception exception);
}
