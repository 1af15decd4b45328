using Synapse.Core.Kernel;

namespace Synapse.Core.Queues;

/// <summary>An item that has ended.</summary>
/// <param name="Token">Of the lease that it was done with; 0 for one that was cancelled.</param>
public sealed record EndedWork(long Token)
{
    public bool IsCancelled => Token == 0;
}

/// <summary>One queue.</summary>
/// <param name="Entries">All items that have not ended, by id.</param>
/// <param name="Index">The same, by what is asked of them.</param>
/// <param name="History">Items that have ended, the last ones.</param>
/// <param name="Commands">Ids of commands that must not be done a second time, the last ones.</param>
/// <param name="Tenants">Who is served next.</param>
/// <param name="Repositories">Within each tenant, who is served next.</param>
/// <param name="Rates">When the next permit of a rate is due if all had come evenly: the theoretical arrival time of the cell rate algorithm.</param>
/// <param name="Throttles">Until when a provider asked for patience.</param>
/// <param name="Tokens">The last fencing token.</param>
/// <param name="Armed">When the queue wakes up; null for not.</param>
public sealed record QueueState(
    QueuePolicy Policy, QueueMode Mode, string ModeReason, DateTimeOffset? ModeUntil,
    ValueMap<string, WorkEntry> Entries, QueueIndex Index, ValueMap<string, QueueSchedule> Schedules, RecentMap<EndedWork> History, RecentMap<long> Commands,
    FairShare Tenants, ValueMap<string, FairShare> Repositories, ValueMap<string, DateTimeOffset> Rates, ValueMap<string, DateTimeOffset> Throttles,
    long Tokens, long Sequence, long Enqueued, long Done, long Cancelled, QueueTotals Totals, DateTimeOffset? Armed)
{
    /// <summary>Commands that are remembered.</summary>
    public const int MaxCommands = 1_024;

    public static QueueState Empty { get; } = new(
        QueuePolicy.Default, QueueMode.Running, "", null, default, QueueIndex.Empty, default, RecentMap<EndedWork>.Empty, RecentMap<long>.Empty,
        FairShare.Empty, default, default, default, 0, 0, 0, 0, 0, QueueTotals.Zero, null);

    public QueueCounts Counts => new(Enqueued, Index.WaitingCount, Index.Delayed.Count, Index.ReadyCount, Index.Leases.Count, Index.Dead.Count, Done, Cancelled);

    /// <summary>Folds one event. Total: what does not fit leaves the state as it is.</summary>
    public static QueueState Evolve(QueueState state, QueueEvent @event)
    {
        var after = @event switch
        {
            QueueEvent.Enqueued e => e.Items.Aggregate(state, (s, item) => s.Enqueue(item, e.At)),
            QueueEvent.Claimed e => e.Items.Aggregate(state, (s, t) => s.Claim(e, t)).Remember(e.Claim),
            QueueEvent.Extended e => e.Items.Aggregate(state, (s, t) => s.LeaseOf(t) is { } entry ? s.Put(entry with { Lease = entry.Lease! with { Until = e.Until } }) : s),
            QueueEvent.Completed e => e.Items.Aggregate(state, (s, t) => s.Complete(t, e.At)),
            QueueEvent.Failed e => e.Items.Aggregate(state, (s, o) => s.Return(new WorkToken(o.Id, o.Token), o.Cause, e.RetryAt, e.At, 0)).Count(failures: e.Items.Count),
            QueueEvent.Expired e => e.Items.Aggregate(state, (s, t) => s.Return(t, WorkLeaseText.Expired, e.At, e.At, 0)).Count(expirations: e.Items.Count),
            QueueEvent.Throttled e => state.Return(e.Item, WorkLeaseText.Throttled, e.At, e.At, 1) with { Throttles = state.Throttles.With(e.Key, e.Until) },
            QueueEvent.DeadLettered e => e.Items.Aggregate(state, (s, o) => s.Kill(o, e.At)).Count(failures: e.Items.Count),
            QueueEvent.Redriven e => e.Ids.Aggregate(state, (s, id) => s.Redrive(id, e.At)).Remember(e.CommandId),
            QueueEvent.Cancelled e => e.Ids.Aggregate(state, (s, id) => s.Cancel(id, e.At)),
            QueueEvent.ModeChanged e => (state with { Mode = e.Mode, ModeReason = e.Reason, ModeUntil = e.Until }).Remember(e.CommandId),
            QueueEvent.Configured e => (state with { Policy = e.Policy }).Remember(e.CommandId),
            QueueEvent.Scheduled e => (state with { Schedules = state.Schedules.With(e.Schedule.Name, e.Schedule) }).Remember(e.CommandId),
            QueueEvent.Unscheduled e => (state with { Schedules = state.Schedules.Without(e.Name) }).Remember(e.CommandId),
            QueueEvent.ScheduleFired e => state.Fire(e),
            QueueEvent.Ticked e => state.Wake(e.At),
            _ => state,
        };
        return @event.Tick is { } tick ? after with { Armed = tick } : after;
    }

    /// <summary>The entry that is leased with just this token; null when it is not any more.</summary>
    public WorkEntry? LeaseOf(WorkToken token) => Entries.Find(token.Id) is { Status: WorkStatus.Leased } entry && entry.Token == token.Token ? entry : null;

    /// <summary>The earliest instant for which something waits; null when nothing does.</summary>
    public DateTimeOffset? NextTick(DateTimeOffset now)
    {
        DateTimeOffset? next = Index.Delayed.Count > 0 ? Index.Delayed.First.At : null;
        next = Earlier(next, Index.Leases.Count > 0 ? Index.Leases.First.At : null);
        next = Earlier(next, ModeUntil);
        foreach (var schedule in Schedules.Values)
        {
            next = Earlier(next, schedule.Next);
        }

        foreach (var until in Throttles.Values.Where(t => t > now))
        {
            next = Earlier(next, until);
        }

        foreach (var (key, arrival) in Rates)
        {
            next = Policy.RateOf(key) is { } rate && AllowedAt(arrival, rate) > now ? Earlier(next, AllowedAt(arrival, rate)) : next;
        }

        return next;
    }

    /// <summary>When a rate has its next permit.</summary>
    public static DateTimeOffset AllowedAt(DateTimeOffset arrival, QueueRate rate) => arrival - (rate.Interval * (rate.Permits - 1));

    /// <summary>With these entries and the index that they give.</summary>
    public QueueState With(IEnumerable<WorkEntry> entries)
    {
        var all = entries.ToValueMap(e => e.Item.Id, e => e);
        return this with { Entries = all, Index = all.Values.Aggregate(QueueIndex.Empty, (index, entry) => index.With(entry)) };
    }

    private QueueState Enqueue(WorkItem item, DateTimeOffset now)
    {
        if (Entries.ContainsKey(item.Id))
        {
            return this;
        }

        item = item with { Lane = Index.Ready.KeyOf(item.Lane) };
        var entry = new WorkEntry(item, Sequence + 1, now, item.NotBefore ?? now, WorkStatus.Ready, 0, 0, null, "");
        return (this with { Sequence = entry.Sequence, Enqueued = Enqueued + 1 }).Place(entry, now);
    }

    private QueueState Claim(QueueEvent.Claimed claim, WorkToken token)
    {
        if (Entries.Find(token.Id) is not { } entry)
        {
            return this;
        }

        var lane = entry.Item.Lane;
        var wait = claim.At - entry.ReadyAt;
        var taken = entry with { Status = WorkStatus.Leased, Attempts = entry.Attempts + 1, Token = token.Token, Lease = new WorkLease(claim.Worker, claim.Claim, claim.At, claim.Until) };
        return Put(taken) with
        {
            Tokens = Math.Max(Tokens, token.Token),
            Tenants = Tenants.Serve(lane.Tenant, Policy.Weights.Find(lane.Tenant, 1)),
            Repositories = Repositories.With(lane.Tenant, (Repositories.Find(lane.Tenant) ?? FairShare.Empty).Serve(lane.Repository, 1)),
            Rates = WorkSelection.Use(Rates, Policy, lane, claim.At),
            Totals = Totals with { Claims = Totals.Claims + 1, WaitMilliseconds = Totals.WaitMilliseconds + Math.Max(0, (long)wait.TotalMilliseconds) },
        };
    }

    private QueueState Complete(WorkToken token, DateTimeOffset now)
    {
        if (LeaseOf(token) is not { } entry)
        {
            return this;
        }

        var ran = (long)(now - entry.Lease!.Since).TotalMilliseconds;
        var state = this with { Done = Done + 1, Totals = Totals with { RunMilliseconds = Totals.RunMilliseconds + Math.Max(0, ran) } };
        return state.End(entry, new EndedWork(token.Token), now);
    }

    /// <summary>Gives a leased item back.</summary>
    /// <param name="attempts">Attempts that did not count.</param>
    private QueueState Return(WorkToken token, string cause, DateTimeOffset readyAt, DateTimeOffset now, int attempts) => LeaseOf(token) is { } entry
        ? Place(entry with { Attempts = entry.Attempts - attempts, Lease = null, ReadyAt = readyAt, Cause = cause }, now)
        : this;

    private QueueState Kill(WorkOutcome outcome, DateTimeOffset now) => LeaseOf(new WorkToken(outcome.Id, outcome.Token)) is { } entry
        ? Put(entry with { Status = WorkStatus.Dead, Lease = null, Cause = outcome.Cause }).Free(entry, now)
        : this;

    /// <summary>
    /// Runs again, as the last of all. What depends on it moves behind it: in an order, it would otherwise be kept waiting by what waits for it.
    /// </summary>
    private QueueState Redrive(string id, DateTimeOffset now)
    {
        if (Entries.Find(id) is not { Status: WorkStatus.Dead } entry)
        {
            return this;
        }

        var state = MoveLast(entry with { EnqueuedAt = now, ReadyAt = now, Attempts = 0 }, now);
        return DependentsOf(id).OrderBy(d => d.Sequence).Aggregate(state, (s, d) => s.MoveLast(d, now).FreeOrder(d.Item.Order, now));
    }

    private QueueState MoveLast(WorkEntry entry, DateTimeOffset now) => (this with { Sequence = Sequence + 1 }).Place(entry with { Sequence = Sequence + 1 }, now);

    /// <summary>All that waits for an item, and for what waits for it.</summary>
    private List<WorkEntry> DependentsOf(string id)
    {
        var (all, seen) = (new List<WorkEntry>(), new HashSet<string>(StringComparer.Ordinal));
        var open = new Queue<string>([id]);
        while (open.TryDequeue(out var next))
        {
            foreach (var dependent in Index.Dependents.Find(next).Where(seen.Add))
            {
                all.Add(Entries[dependent]);
                open.Enqueue(dependent);
            }
        }

        return all;
    }

    private QueueState Cancel(string id, DateTimeOffset now) => Entries.Find(id) is { } entry
        ? (this with { Cancelled = Cancelled + 1 }).End(entry, new EndedWork(0), now)
        : this;

    private QueueState Fire(QueueEvent.ScheduleFired e)
    {
        var state = Schedules.Find(e.Name) is { } schedule ? this with { Schedules = Schedules.With(e.Name, schedule with { Next = e.Next }) } : this;
        return state.Enqueue(e.Item, e.At);
    }

    /// <summary>What waited for the instant is ready, and what had an end by then has ended.</summary>
    private QueueState Wake(DateTimeOffset now)
    {
        var state = this with
        {
            Armed = null,
            Throttles = ValueMap<string, DateTimeOffset>.Of(Throttles.Where(t => t.Value > now)),
            Rates = ValueMap<string, DateTimeOffset>.Of(Rates.Where(r => r.Value > now)),
        };
        while (state.Index.Delayed.Count > 0 && state.Index.Delayed.First.At <= now)
        {
            state = state.Place(state.Entries[state.Index.Delayed.First.Id], now);
        }

        return state;
    }

    private QueueState End(WorkEntry entry, EndedWork ended, DateTimeOffset now)
    {
        var state = this with { Entries = Entries.Without(entry.Item.Id), Index = Index.Without(entry), History = History.With(entry.Item.Id, ended, Policy.History) };
        return state.Free(entry, now);
    }

    /// <summary>What an item that has left kept waiting may go on.</summary>
    private QueueState Free(WorkEntry left, DateTimeOffset now)
    {
        var state = Index.Dependents.Find(left.Item.Id).Aggregate(this, (s, id) => s.Place(s.Entries[id], now));
        return state.FreeOrder(left.Item.Order, now);
    }

    /// <summary>The first of an order may go on.</summary>
    private QueueState FreeOrder(string order, DateTimeOffset now) =>
        Index.Orders.Find(order) is { Count: > 0 } all && Entries[all.First().Value] is { Status: WorkStatus.Waiting } next ? Place(next, now) : this;

    /// <summary>Puts an item that nobody works on where it belongs.</summary>
    private QueueState Place(WorkEntry entry, DateTimeOffset now)
    {
        var isKept = entry.Item.DependsOn.Any(Entries.ContainsKey)
            || (Index.Orders.Find(entry.Item.Order) is { Count: > 0 } order && order.First().Key < entry.Sequence);
        var status = isKept ? WorkStatus.Waiting : entry.ReadyAt > now ? WorkStatus.Delayed : WorkStatus.Ready;

        // Its wait for a worker begins when what it depended on is done.
        var isFreed = entry.Status == WorkStatus.Waiting && status == WorkStatus.Ready;
        return Put(entry with { Status = status, ReadyAt = isFreed ? now : entry.ReadyAt });
    }

    private QueueState Put(WorkEntry entry)
    {
        var index = Entries.Find(entry.Item.Id) is { } before ? Index.Without(before) : Index;
        return this with { Entries = Entries.With(entry.Item.Id, entry), Index = index.With(entry) };
    }

    private QueueState Remember(string commandId) => this with { Commands = Commands.With(commandId, 0, MaxCommands) };

    private QueueState Count(int failures = 0, int expirations = 0) =>
        this with { Totals = Totals with { Failures = Totals.Failures + failures, Expirations = Totals.Expirations + expirations } };

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;
}
