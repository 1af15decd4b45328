using Synapse.Contracts.Signals;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>Writes review events straight into a journal and knows what listeners have to hear of them.</summary>
internal sealed class ReviewJournal(IJournal journal)
{
    public static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly Dictionary<AggregateId, long> _versions = [];
    private readonly List<SignalMessage> _told = [];

    public long Events => _versions.Values.Sum();

    public static AggregateId Id(string id, string tenant = "t") => new(tenant, ReviewAggregate.Kind, id);

    public static ReviewEvent Escalated(string reason) => new ReviewEvent.Escalated(reason, At);

    public static ReviewEvent Cancelled(string reason) => new ReviewEvent.Cancelled(reason, At);

    /// <summary>Signals of a type in a tenant, in order.</summary>
    public IReadOnlyList<SignalMessage> Told(string type, string tenant = "t") => [.. _told.Where(m => m.Type == type && m.Source == $"/synapse/{tenant}")];

    public IReadOnlyList<SignalMessage> Told(AggregateId id) => [.. _told.Where(m => m.Subject == id.ToString())];

    public async Task AppendAsync(AggregateId id, params ReviewEvent[] events)
    {
        var version = _versions.GetValueOrDefault(id);
        var data = events.Select(e => new ReviewEventCodec().Encode(e)).Select(e => new EventData(e.Type, e.Data, At, "ann", "c")).ToList();
        await WriteAsync(id, version, data);
        foreach (var (@event, place) in events.Zip(Enumerable.Range(0, events.Length)))
        {
            var (type, text) = @event is ReviewEvent.Escalated e ? (SignalTypes.ReviewEscalated, e.Reason) : (SignalTypes.ReviewCancelled, ((ReviewEvent.Cancelled)@event).Reason);
            _told.Add(new SignalMessage(EventSignals.IdOf(id, version + place + 1, 0), $"/synapse/{id.Tenant}", type, id.ToString(), At, text));
        }
    }

    /// <summary>Escalations of several reviews, turn by turn, each event in an append of its own.</summary>
    public async Task AppendManyAsync(int events, int reviews, string tenant = "t", string prefix = "r")
    {
        for (var i = 0; i < events; i++)
        {
            await AppendAsync(Id($"{prefix}{i % reviews}", tenant), Escalated($"{prefix} {i}"));
        }
    }

    /// <summary>An event that no version can read.</summary>
    public Task AppendPoisonAsync(AggregateId id) =>
        WriteAsync(id, _versions.GetValueOrDefault(id), [new EventData("review.escalated/1", "{"u8.ToArray(), At, "ann", "c")]);

    private async Task WriteAsync(AggregateId id, long version, IReadOnlyList<EventData> events)
    {
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(new StreamAppend(id, version, events), CancellationToken.None));
        _versions[id] = version + events.Count;
    }
}
