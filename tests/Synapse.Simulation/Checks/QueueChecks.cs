using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Simulation.Checks;

using Place = QueueItem.Place;

/// <summary>What must hold of every event of a queue.</summary>
internal sealed class QueueChecks(AggregateId id, Violations violations) : IEventChecks<QueueState, QueueEvent>
{
    /// <summary>Begins the causes of failures that another attempt would not mend.</summary>
    public const string Permanent = "permanent";

    /// <summary>Begins the names of workers that do not take the work of all agents.</summary>
    public const string Picky = "picky";

    private readonly Dictionary<string, QueueItem> _items = [];
    private readonly Dictionary<(string Id, long Token), string> _claims = [];
    private readonly HashSet<string> _claimIds = [];
    private readonly HashSet<(string Id, long Token)> _succeeded = [];
    private readonly Dictionary<(QueueMode, QueueCounts), int> _shown = new() { [(QueueMode.Running, QueueState.Empty.Counts)] = 0 };
    private readonly QueueLimitChecks _limits = new(id, violations);
    private readonly StarvationChecks _starvation = new(id, violations);
    private DateTimeOffset _latest;
    private DateTimeOffset? _pauseEnds;
    private QueueMode _mode;
    private long _tokens;
    private long _turns;

    /// <summary>Whether everything that came has been done or cancelled.</summary>
    public bool IsEmpty => _items.Values.All(i => i.HasEnded);

    public QueueMode Mode => _mode;

    /// <summary>How many there were so far.</summary>
    public int Events { get; private set; }

    public IReadOnlyList<string> Open => [.. _items.Values.Where(i => !i.HasEnded).OrderBy(i => i.Turn).Select(i => i.Item.Id)];

    public IReadOnlyList<string> Dead => [.. _items.Values.Where(i => i.At == Place.Dead).OrderBy(i => i.Turn).Select(i => i.Item.Id)];

    public bool Has(string item) => _items.ContainsKey(item);

    public void Check(QueueState before, QueueEvent @event, QueueState after)
    {
        _latest = @event.At > _latest ? @event.At : _latest;
        switch (@event)
        {
            case QueueEvent.Enqueued e:
                Each(e.Items, Enqueued);
                break;
            case QueueEvent.Claimed e:
                Claimed(before, e);
                break;
            case QueueEvent.Extended e:
                Each(e.Items, t => Extended(Held(t, "extended"), e));
                break;
            case QueueEvent.Completed e:
                Each(e.Items, t => Leave(Held(t, "completed"), Place.Done));
                violations.Unless(e.Items.All(t => _succeeded.Contains((t.Id, t.Token))), $"{id}: {string.Join(", ", e.Items)} were completed, and not all of them ended well");
                break;
            case QueueEvent.Failed e:
                violations.Unless(e.Items.All(o => !o.Cause.StartsWith(Permanent, StringComparison.Ordinal)), $"{id}: {string.Join(", ", e.Items)} are to be tried again, though that is of no use");
                Each(e.Items, o => Again(Held(new WorkToken(o.Id, o.Token), "sent back"), e.RetryAt));
                break;
            case QueueEvent.Throttled e:
                Held(e.Item, "sent back").Attempts--;
                Leave(_items[e.Item.Id], Place.Pending);
                _limits.Throttled(e.Key, e.Until);
                break;
            case QueueEvent.Expired e:
                Each(e.Items, t => Expired(Held(t, "taken away"), e.At));
                break;
            case QueueEvent.DeadLettered e:
                Each(e.Items, GivenUp);
                break;
            case QueueEvent.Redriven e:
                Each(e.Ids, Redriven);
                break;
            case QueueEvent.Cancelled e:
                Cancelled(e);
                break;
            case QueueEvent.ModeChanged e:
                (_mode, _pauseEnds) = (e.Mode, e.Until);
                break;
            case QueueEvent.Configured e:
                Configured(e.Policy);
                break;
            case QueueEvent.Ticked e:
                _limits.Ticked(e.At);
                break;
            default:
                violations.Add($"{id}: nobody asked for {@event.GetType().Name}");
                break;
        }

        CheckCounts(after.Counts);
        _shown[(after.Mode, after.Counts)] = ++Events;
    }

    public void CheckTimers(QueueState state, IReadOnlyDictionary<string, DateTimeOffset> timers)
    {
        var ends = _items.Values.Where(i => i.At == Place.Leased).Select(i => i.Until).Concat(state.Index.Delayed.Take(1).Select(d => d.At));
        var first = (_pauseEnds is { } end ? ends.Append(end) : ends).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        violations.Unless(
            first == DateTimeOffset.MaxValue || (timers.TryGetValue(QueueReactor.TickTimer, out var due) && due <= first), $"{id}: something waits for {first:HH:mm:ss.fff} and nothing will wake the queue up then");
    }

    /// <summary>A client was answered: with what the queue was at some time since it asked.</summary>
    /// <param name="since">How many events there were then. Counts that were there before may have come again, so that the last time is what counts.</param>
    public void Heard(string commandId, QueueReply reply, int since)
    {
        var last = _shown.GetValueOrDefault((reply.Mode, reply.Counts), -1);
        violations.Unless(last >= 0, $"{id}: a client was shown a state that never was: {reply.Mode} {reply.Counts}");

        // What was true until the next event was still true when there were as many events.
        violations.Unless(last < 0 || last >= since, $"{id}: a client was shown a state that had passed before it asked: {reply.Mode} {reply.Counts}");
        foreach (var work in reply.Work)
        {
            violations.Unless(_claims.GetValueOrDefault((work.Item.Id, work.Token)) == commandId, $"{id}: {commandId} was given {work.Item.Id} with token {work.Token}, and the journal says otherwise");
        }
    }

    /// <summary>Somebody was told that the items are done with its tokens.</summary>
    public void HeardDone(IEnumerable<WorkToken> done)
    {
        foreach (var token in done)
        {
            violations.Unless(_items.GetValueOrDefault(token.Id) is { At: Place.Done } item && item.Token == token.Token, $"{id}: a worker was told that {token.Id} is done with token {token.Token}, and it is not");
        }
    }

    /// <summary>A worker begins: then it has taken the item.</summary>
    public void Started(ClaimedWork work) =>
        violations.Unless(_claims.ContainsKey((work.Item.Id, work.Token)), $"{id}: {work.Item.Id} was begun with token {work.Token} before that was in the journal");

    /// <summary>Work ends well: only then may it be completed.</summary>
    public void Succeeded(WorkToken token) => _succeeded.Add((token.Id, token.Token));

    public void CheckEnd() => violations.Unless(IsEmpty, $"{id} has not drained: {string.Join(", ", Open)}");

    private static void Each<T>(ValueList<T> items, Action<T> check)
    {
        foreach (var item in items)
        {
            check(item);
        }
    }

    private void Enqueued(WorkItem item)
    {
        var known = new QueueItem(item) { Turn = ++_turns, MaxAttempts = _limits.Policy.MaxAttempts, ReadyAt = item.NotBefore ?? default };
        violations.Unless(_items.TryAdd(item.Id, known), $"{id}: {item.Id} was enqueued twice");
        violations.Unless(
            item.DependsOn.All(d => _items.GetValueOrDefault(d) is { At: not Place.Cancelled }), $"{id}: {item.Id} was taken in though it depends on what was cancelled or never came");
    }

    private void Claimed(QueueState before, QueueEvent.Claimed e)
    {
        violations.Unless(_claimIds.Add(e.Claim), $"{id}: claim {e.Claim} was given items twice");
        violations.Unless(_mode != QueueMode.Paused, $"{id}: {e.Claim} was given work while the queue is paused");
        _starvation.Claimed(before, e, !e.Worker.StartsWith(Picky, StringComparison.Ordinal), _limits);
        foreach (var token in e.Items)
        {
            var item = _items[token.Id];
            violations.Unless(item.At == Place.Pending, $"{id}: {token.Id} was claimed and is {item.At}");
            violations.Unless(token.Token > _tokens, $"{id}: token {token.Token} was given out after {_tokens}");
            violations.Unless(item.Attempts < item.MaxAttempts, $"{id}: {token.Id} has had all of its {item.MaxAttempts} attempts and got another one");
            violations.Unless(item.ReadyAt <= _latest, $"{id}: {token.Id} was claimed before its time, {item.ReadyAt:HH:mm:ss.fff}");
            violations.Unless(item.Item.DependsOn.All(d => _items[d].At == Place.Done), $"{id}: {token.Id} was claimed before what it depends on was done");
            var other = item.Item.Order.Length == 0 ? null : _items.Values.FirstOrDefault(o => o != item && o.Item.Order == item.Item.Order && (o.At == Place.Leased || (o.At == Place.Pending && o.Turn < item.Turn)));
            violations.Unless(other is null, $"{id}: {token.Id} was claimed and {other?.Item.Id}, which is before it in its order, is {other?.At}");
            (item.At, item.Token, item.Until) = (Place.Leased, token.Token, e.Until);
            item.Attempts++;
            _tokens = Math.Max(_tokens, token.Token);
            _claims[(token.Id, token.Token)] = e.Claim;
        }
    }

    private void Extended(QueueItem item, QueueEvent.Extended e)
    {
        violations.Unless(e.Until > item.Until && item.Until > e.At, $"{id}: the lease of {item.Item.Id} until {item.Until:HH:mm:ss.fff} was extended at {e.At:HH:mm:ss.fff} to {e.Until:HH:mm:ss.fff}");
        item.Until = e.Until;
    }

    private void Expired(QueueItem item, DateTimeOffset at)
    {
        violations.Unless(at >= item.Until, $"{id}: the lease of {item.Item.Id} was taken away before it ended");
        Again(item, default);
    }

    private void Again(QueueItem item, DateTimeOffset readyAt)
    {
        violations.Unless(item.Attempts < item.MaxAttempts, $"{id}: {item.Item.Id} has had all of its {item.MaxAttempts} attempts and is to be tried again");
        item.ReadyAt = readyAt;
        Leave(item, Place.Pending);
    }

    private void GivenUp(WorkOutcome outcome)
    {
        var item = Held(new WorkToken(outcome.Id, outcome.Token), "given up");
        violations.Unless(
            item.Attempts >= _limits.Policy.MaxAttempts || outcome.Cause.StartsWith(Permanent, StringComparison.Ordinal), $"{id}: {outcome.Id} was given up after {item.Attempts} of {item.MaxAttempts} attempts");
        Leave(item, Place.Dead);
    }

    private void Redriven(string name)
    {
        var item = _items[name];
        violations.Unless(item.At == Place.Dead, $"{id}: {name} was redriven and is {item.At}");
        (item.At, item.Attempts, item.MaxAttempts, item.ReadyAt, item.Turn) = (Place.Pending, 0, _limits.Policy.MaxAttempts, default, ++_turns);
        var behind = new HashSet<string> { name };
        foreach (var other in _items.Values.Where(i => !i.HasEnded).OrderBy(i => i.Turn).ToList())
        {
            // What depends on it is behind it again.
            if (other.Item.DependsOn.Any(behind.Contains))
            {
                behind.Add(other.Item.Id);
                other.Turn = ++_turns;
            }
        }
    }

    private void Cancelled(QueueEvent.Cancelled e)
    {
        foreach (var name in e.Ids)
        {
            var item = _items[name];
            violations.Unless(!item.HasEnded, $"{id}: {name} was cancelled and is {item.At}");
            Leave(item, Place.Cancelled);
        }

        var orphan = _items.Values.FirstOrDefault(i => !i.HasEnded && i.Item.DependsOn.Any(e.Ids.Contains));
        violations.Unless(orphan is null, $"{id}: what {orphan?.Item.Id} depends on was cancelled, and it still waits");
    }

    private void Configured(QueuePolicy policy)
    {
        _limits.Policy = policy;
        foreach (var item in _items.Values)
        {
            item.MaxAttempts = Math.Max(item.MaxAttempts, policy.MaxAttempts);
        }
    }

    /// <summary>Who speaks of an item has the live lease of it.</summary>
    private QueueItem Held(WorkToken token, string what)
    {
        var item = _items[token.Id];
        violations.Unless(item.IsHeldWith(token.Token), $"{id}: {token.Id} was {what} with token {token.Token}, and is {item.At} with {item.Token}");
        return item;
    }

    private void Leave(QueueItem item, Place place)
    {
        if (item.At == Place.Leased)
        {
            _limits.Returned(item.Item);
        }

        item.At = place;
    }

    private void CheckCounts(QueueCounts counts)
    {
        long Count(Place place) => _items.Values.Count(i => i.At == place);
        var (pending, leased, dead, done, cancelled) = (Count(Place.Pending), Count(Place.Leased), Count(Place.Dead), Count(Place.Done), Count(Place.Cancelled));
        violations.Unless(counts.Enqueued == _items.Count && counts.Enqueued == pending + leased + dead + done + cancelled, $"{id}: {_items.Count} items were enqueued and it counts {counts}");
        violations.Unless(
            counts.Waiting + counts.Delayed + counts.Ready == pending && counts.Leased == leased && counts.Dead == dead && counts.Done == done && counts.Cancelled == cancelled,
            $"{id}: items were lost or invented: {pending} pending, {leased} leased, {dead} dead, {done} done, {cancelled} cancelled, and it counts {counts}");
    }
}
