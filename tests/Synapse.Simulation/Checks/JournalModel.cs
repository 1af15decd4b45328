using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Simulation.Kernel;
using Synapse.Simulation.Queues;
using Synapse.Storage;

namespace Synapse.Simulation.Checks;

using QueueModel = StreamModel<QueueAggregate, QueueState, QueueCommand, QueueEvent, QueueReply>;
using ReviewModel = StreamModel<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>;

/// <summary>Everything that is true, from having seen every write: what the engine, the journal and the clients are held to.</summary>
internal sealed class JournalModel(MemoryJournal journal, Violations violations, SimLoop loop, Trace trace)
{
    /// <summary>How long a node may go on with what it read before a report was recorded.</summary>
    private static readonly TimeSpan MaxStale = TimeSpan.FromSeconds(8);

    private readonly ReviewProjection _projection = new();
    private readonly Dictionary<(AggregateId Id, string Agent), DateTimeOffset> _answered = [];
    private readonly SortedDictionary<string, IStreamModel> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _queueStates = [QueueState.Empty.Describe()];
    private readonly Dictionary<string, int> _marks = [];

    /// <summary>Kinds of things that happened, and how often: a run in which a kind never happens proves nothing about it.</summary>
    public IReadOnlyDictionary<string, int> Marks => _marks;

    public IEnumerable<AggregateId> Streams => _streams.Keys.Select(IdOf);

    public QueueState Queue(AggregateId id) => (_streams.GetValueOrDefault(id.ToString()) as QueueModel)?.State ?? QueueState.Empty;

    public ReviewState Review(AggregateId id) => (_streams.GetValueOrDefault(id.ToString()) as ReviewModel)?.State ?? ReviewState.Empty;

    public void Mark(string what) => _marks[what] = _marks.GetValueOrDefault(what) + 1;

    public void Applied(StreamAppend append)
    {
        var id = append.Stream;
        foreach (var data in append.Events)
        {
            Mark(data.Type);
            trace.Write($"{id} {data.Type} {data.CommandId}", data.Data.Span);
        }

        if (append.Snapshot is not null)
        {
            Mark("snapshot");
        }

        if (append.Fired.Count > 0)
        {
            Mark("timer fired");
        }

        if (!_streams.TryGetValue(id.ToString(), out var model))
        {
            _streams[id.ToString()] = model = id.Kind == QueueAggregate.Kind ? QueueOf(id) : ReviewOf(id);
            violations.Unless(
                id.Kind != ReviewAggregate.Kind || append.Events is [{ Type: "review.requested/1" }, { Type: "review.classified/1" }, { Type: "review.assigned/1" }, ..],
                $"{id} was accepted in pieces: {string.Join(", ", append.Events.Select(e => e.Type))}");
        }

        model.Applied(append);
        CheckTimers(id);
        CheckRows(id);
    }

    /// <summary>Work that was answered is not handed out again.</summary>
    public void WorkStarted(AggregateId id, HandOutWork work)
    {
        violations.Unless(Review(id).Find(work.Agent) is not null, $"{id}: {work.Agent} was started before its assignment was in the journal");
        violations.Unless(
            !_answered.TryGetValue((id, work.Agent), out var at) || loop.Now - at < MaxStale, $"{id}: {work.Agent} was started again {(loop.Now - at).TotalSeconds:0.0} s after its answer was recorded");
    }

    public void TimerRemoved(StreamTimer timer) => CheckTimers(timer.Stream);

    public void Arrived(string effectId, Signal signal)
    {
        trace.Write($"signal {effectId} {signal.Type}");
        if (_streams.TryGetValue(signal.Subject, out var model))
        {
            model.Arrived(effectId, signal);
        }
        else
        {
            violations.Add($"signal {effectId} speaks of {signal.Subject}, which is not in the journal");
        }
    }

    public void GivenUp(DeadLetter letter)
    {
        Mark("dead letter");
        _streams[letter.Stream.ToString()].GivenUp($"{letter.Stream}@{letter.Version}.{letter.Index}");
    }

    /// <summary>A client heard that its review was taken: then it is in the journal, and with this content.</summary>
    public void Accepted(AggregateId id, ReviewRequest change, ReviewReply reply)
    {
        violations.Unless(Review(id).Change == change, $"{id} was accepted and is not in the journal with the content that was sent");
        Heard(id, reply);
    }

    public void Heard(AggregateId id, ReviewReply reply)
    {
        var state = Review(id);
        violations.Unless(reply.Verdict is null || reply.Verdict == state.Verdict, $"{id}: a client was told a verdict that is not the recorded one");
        violations.Unless(reply.Status is not (ReviewStatus.Summarised or ReviewStatus.Cancelled) || reply.Status == state.Status, $"{id}: a client was told {reply.Status} and the journal says {state.Status}");
    }

    public void Heard(AggregateId id, QueueReply reply) =>
        violations.Unless(_queueStates.Contains(reply.State), $"{id}: a client was shown a state that never was: {reply.State}");

    /// <summary>What must hold once everything has drained.</summary>
    public void CheckEnd()
    {
        var rebuilt = new ViewRebuild(journal).HostAll().RunAsync(CancellationToken.None).Result;
        violations.Unless(rebuilt is { Differing: 0, Failures: [] }, $"rebuilding the read models changed {rebuilt.Differing} of {rebuilt.Streams}: {string.Join("; ", rebuilt.Failures)}");
        foreach (var (name, model) in _streams)
        {
            model.CheckEnd(journal.LoadAsync(IdOf(name), CancellationToken.None).Result);
        }

        foreach (var tenant in _streams.Keys.Select(name => IdOf(name).Tenant).Distinct())
        {
            var audit = journal.Audit.VerifyAsync(tenant, null, CancellationToken.None).AsTask().Result;
            violations.Unless(audit.IsIntact, $"the audit chain of {tenant} does not hold: {audit.Problem}");
            var events = _streams.Where(s => IdOf(s.Key).Tenant == tenant).Sum(s => s.Value.Version);
            violations.Unless(audit.Events == events, $"the audit chain of {tenant} has {audit.Events} links for {events} events");
        }
    }

    private ReviewModel ReviewOf(AggregateId id) => new(id, new ReviewEventCodec(), new ReviewStateCodec(), violations, (before, @event, after) =>
    {
        ReviewChecks.Check(id, before, @event, after, violations);
        if ((@event as ReviewEvent.Reported)?.Report.Specialist is { } agent)
        {
            _answered[(id, agent)] = loop.Now;
        }
    });

    private QueueModel QueueOf(AggregateId id) => new(id, new QueueCodec(), new QueueCodec(), violations, (before, @event, after) =>
    {
        _queueStates.Add(after.Describe());
        QueueChecks.Check(id, before, @event, violations);
    });

    /// <summary>The read model is the fold of the journal, at every commit.</summary>
    private void CheckRows(AggregateId id)
    {
        if (id.Kind == ReviewAggregate.Kind)
        {
            var rows = journal.Views.ReadAsync(id, CancellationToken.None).Result;
            violations.Unless(rows.SequenceEqual(_projection.Changes(id, ReviewState.Empty, Review(id))), $"{id}: its read model is not what its events give");
        }
    }

    /// <summary>What waits for an answer has a timer, so that it cannot wait for ever.</summary>
    private void CheckTimers(AggregateId id)
    {
        var timers = journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, IJournal.MaxPage, CancellationToken.None).Result.Where(t => t.Stream == id).Select(t => t.Name).ToHashSet();
        if (id.Kind == ReviewAggregate.Kind)
        {
            var isOpen = Review(id).Status == ReviewStatus.Running;
            violations.Unless(!isOpen || timers.Contains(ReviewReactor.DeadlineTimer), $"{id} is running and has no deadline any more");
        }
        else
        {
            var without = Queue(id).Leases.FirstOrDefault(l => !timers.Contains($"lease/{l.Item}"));
            violations.Unless(without is null, $"{id}: the lease of {without?.Item} will never run out");
        }
    }

    private static AggregateId IdOf(string name) => name.Split('/') is [var tenant, var kind, var id] ? new AggregateId(tenant, kind, id) : throw new ArgumentException(name, nameof(name));
}
