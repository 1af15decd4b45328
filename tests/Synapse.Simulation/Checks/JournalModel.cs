using Synapse.Core.Agents.Breakers;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Budgets;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Queues;
using Synapse.Runtime.Reviews;
using Synapse.Simulation.Kernel;
using Synapse.Storage;

namespace Synapse.Simulation.Checks;

using BreakerModel = StreamModel<BreakerAggregate, BreakerState, BreakerCommand, BreakerEvent, BreakerReply>;
using BudgetModel = StreamModel<BudgetAggregate, BudgetState, BudgetCommand, BudgetEvent, BudgetReply>;
using QueueModel = StreamModel<QueueAggregate, QueueState, QueueCommand, QueueEvent, QueueReply>;
using ReviewModel = StreamModel<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>;

/// <summary>Everything that is true, from having seen every write: what the engine, the journal and the clients are held to.</summary>
internal sealed class JournalModel(MemoryJournal journal, Violations violations, SimLoop loop, Trace trace)
{
    private readonly ReviewProjection _projection = new();
    private readonly SortedDictionary<string, IStreamModel> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<AggregateId, ReviewChecks> _reviews = [];
    private readonly Dictionary<AggregateId, QueueChecks> _queues = [];
    private readonly Dictionary<AggregateId, BudgetChecks> _budgets = [];
    private readonly Dictionary<AggregateId, BreakerChecks> _breakers = [];
    private readonly Dictionary<string, int> _marks = [];

    /// <summary>Kinds of things that happened, and how often: a run in which a kind never happens proves nothing about it.</summary>
    public IReadOnlyDictionary<string, int> Marks => _marks;

    public IEnumerable<AggregateId> Streams => _streams.Keys.Select(IdOf);

    public ReviewState Review(AggregateId id) => (_streams.GetValueOrDefault(id.ToString()) as ReviewModel)?.State ?? ReviewState.Empty;

    public QueueChecks Queue(AggregateId id) => Of(_queues, id, () => new QueueChecks(id, violations));

    public BudgetChecks Budget(AggregateId id) => Of(_budgets, id, () => new BudgetChecks(id, violations));

    public BreakerChecks Breaker(AggregateId id) => Of(_breakers, id, () => new BreakerChecks(id, violations));

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
            _streams[id.ToString()] = model = ModelOf(id);
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
        Reviews(id).WorkStarted(work.Agent);
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

    /// <summary>What must hold once everything has drained.</summary>
    public void CheckEnd()
    {
        var rebuilt = new ViewRebuild(journal).HostAll().RunAsync(CancellationToken.None).Result;
        violations.Unless(rebuilt is { Differing: 0, Failures: [] }, $"rebuilding the read models changed {rebuilt.Differing} of {rebuilt.Streams}: {string.Join("; ", rebuilt.Failures)}");
        foreach (var (name, model) in _streams)
        {
            model.CheckEnd(journal.LoadAsync(IdOf(name), CancellationToken.None).Result);
        }

        Each(_queues, q => q.CheckEnd());
        Each(_budgets, b => b.CheckEnd());
        Each(_breakers, b => b.CheckEnd());
        foreach (var tenant in _streams.Keys.Select(name => IdOf(name).Tenant).Distinct())
        {
            var audit = journal.Audit.VerifyAsync(tenant, null, CancellationToken.None).AsTask().Result;
            violations.Unless(audit.IsIntact, $"the audit chain of {tenant} does not hold: {audit.Problem}");
            var events = _streams.Where(s => IdOf(s.Key).Tenant == tenant).Sum(s => s.Value.Version);
            violations.Unless(audit.Events == events, $"the audit chain of {tenant} has {audit.Events} links for {events} events");
        }
    }

    private IStreamModel ModelOf(AggregateId id) =>
        id.Kind == ReviewAggregate.Kind ? new ReviewModel(id, new ReviewEventCodec(), new ReviewStateCodec(), violations, Reviews(id))
        : id.Kind == QueueAggregate.Kind ? new QueueModel(id, new QueueEventCodec(), new QueueStateCodec(), violations, Queue(id))
        : id.Kind == BudgetAggregate.Kind ? new BudgetModel(id, new BudgetEventCodec(), new BudgetStateCodec(), violations, Budget(id))
        : new BreakerModel(id, new BreakerEventCodec(), new BreakerStateCodec(), violations, Breaker(id));

    private ReviewChecks Reviews(AggregateId id) => Of(_reviews, id, () => new ReviewChecks(id, violations, loop));

    private static T Of<T>(Dictionary<AggregateId, T> all, AggregateId id, Func<T> make) => all.TryGetValue(id, out var known) ? known : all[id] = make();

    private static void Each<T>(Dictionary<AggregateId, T> all, Action<T> check)
    {
        foreach (var (_, checks) in all.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal))
        {
            check(checks);
        }
    }

    /// <summary>The read model is the fold of the journal, at every commit.</summary>
    private void CheckRows(AggregateId id)
    {
        if (id.Kind == ReviewAggregate.Kind)
        {
            var rows = journal.Views.ReadAsync(id, CancellationToken.None).Result;
            violations.Unless(rows.SequenceEqual(_projection.Changes(id, ReviewState.Empty, Review(id))), $"{id}: its read model is not what its events give");
        }
    }

    private void CheckTimers(AggregateId id) =>
        _streams.GetValueOrDefault(id.ToString())?.CheckTimers(journal.ReadTimersAsync(id, CancellationToken.None).Result.ToDictionary(t => t.Name, t => t.DueAt));

    private static AggregateId IdOf(string name) => name.Split('/') is [var tenant, var kind, var id] ? new AggregateId(tenant, kind, id) : throw new ArgumentException(name, nameof(name));
}
