using Synapse.Core.Kernel;

namespace Synapse.Core.Queues;

/// <summary>Decides queue commands: pure, so that a replay decides the same again.</summary>
public static class QueueDecider
{
    /// <summary>Items of one command.</summary>
    public const int MaxBatch = 1_000;

    public const int MaxSchedules = 100;

    public const int MaxNameLength = 128;

    public const int MaxReasonLength = 2_000;

    public static readonly TimeSpan MaxLease = TimeSpan.FromHours(24);

    public static Decision<QueueEvent, QueueReply> Decide(QueueState state, QueueCommand command, Facts facts) => command switch
    {
        QueueCommand.Enqueue c => Enqueue(state, c, facts),
        QueueCommand.Claim c => Claim(state, c, facts),
        QueueCommand.Extend c => IsGivenOut(state, c.Items) ? Extend(state, c, facts) : NotGivenOut,
        QueueCommand.Complete c => IsGivenOut(state, c.Items) ? Complete(state, c, facts) : NotGivenOut,
        QueueCommand.Fail c => IsGivenOut(state, [c.Item]) ? Fail(state, c, facts) : NotGivenOut,
        QueueCommand.Cancel c => Cancel(state, c, facts),
        QueueCommand.Redrive c => Redrive(state, c, facts),
        QueueCommand.SetMode c => SetMode(state, c, facts),
        QueueCommand.Configure c => Configure(state, c, facts),
        QueueCommand.Schedule c => Schedule(state, c, facts),
        QueueCommand.Unschedule c => Unschedule(state, c, facts),
        QueueCommand.Tick => Tick(state, facts),
        QueueCommand.Observe => Accept(state, facts),
        _ => Refuse(RefusalCode.Invalid, "this command is not known to a queue"),
    };

    private static Decision<QueueEvent, QueueReply> Enqueue(QueueState state, QueueCommand.Enqueue command, Facts facts)
    {
        var fresh = new List<WorkItem>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in command.Items)
        {
            if (ids.Add(item.Id) && !state.Entries.ContainsKey(item.Id) && !state.History.Contains(item.Id))
            {
                fresh.Add(item);
            }
        }

        if (fresh.Count == 0)
        {
            return Accept(state, facts);
        }

        if (command.Items.Count > MaxBatch)
        {
            return Refuse(RefusalCode.TooLarge, $"one command enqueues at most {MaxBatch} items and this one has {command.Items.Count}; send several");
        }

        if (WorkItemRules.Problem(state, fresh) is { } problem)
        {
            return new Decision<QueueEvent, QueueReply>([], null, problem);
        }

        if (state.Mode == QueueMode.Draining)
        {
            return Refuse(RefusalCode.WrongState, "this queue is being drained and takes no new work; send it later or to another queue");
        }

        return state.Entries.Count + fresh.Count > state.Policy.MaxItems
            ? Refuse(RefusalCode.Overloaded, $"this queue holds at most {state.Policy.MaxItems} items; send the work again later")
            : Accept(state, facts, new QueueEvent.Enqueued(WorkItemRules.InOrder(fresh), facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> Claim(QueueState state, QueueCommand.Claim command, Facts facts)
    {
        if (state.Commands.Contains(facts.CommandId))
        {
            return Accept(state, facts);
        }

        if (command.Max is < 1 or > MaxBatch || command.Lease <= TimeSpan.Zero || command.Lease > MaxLease || !IsName(command.Worker))
        {
            return Refuse(RefusalCode.Invalid, $"a claim names its worker in 1 to {MaxNameLength} characters and takes 1 to {MaxBatch} items for more than no time and at most {MaxLease.TotalHours:0} hours");
        }

        var chosen = state.Mode == QueueMode.Paused ? [] : WorkSelection.Choose(state, command, facts.Now);
        return chosen.Count == 0
            ? Accept(state, facts)
            : Accept(state, facts, new QueueEvent.Claimed(
                facts.CommandId, command.Worker, chosen.Select((e, i) => new WorkToken(e.Item.Id, state.Tokens + 1 + i)).ToValueList(), facts.Now + command.Lease, facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> Extend(QueueState state, QueueCommand.Extend command, Facts facts)
    {
        if (command.Lease <= TimeSpan.Zero || command.Lease > MaxLease)
        {
            return Refuse(RefusalCode.Invalid, $"a lease is more than no time and at most {MaxLease.TotalHours:0} hours");
        }

        var until = facts.Now + command.Lease;
        var live = command.Items.Where(t => IsLive(state, t, facts)).ToList();
        var stale = command.Items.Where(t => !IsLive(state, t, facts)).Select(t => t.Id).ToValueList();
        var longer = live.Where(t => state.LeaseOf(t)!.Lease!.Until < until).ToValueList();
        return longer.Count == 0 ? Accept(state, facts, stale) : Accept(state, facts, stale, new QueueEvent.Extended(longer, until, facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> Complete(QueueState state, QueueCommand.Complete command, Facts facts)
    {
        var live = command.Items.Where(t => state.LeaseOf(t) is not null).Distinct().ToValueList();
        var stale = command.Items.Where(t => state.LeaseOf(t) is null && state.History.Find(t.Id)?.Token != t.Token).Select(t => t.Id).ToValueList();
        return live.Count == 0 ? Accept(state, facts, stale) : Accept(state, facts, stale, new QueueEvent.Completed(live, facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> Fail(QueueState state, QueueCommand.Fail command, Facts facts)
    {
        if (state.LeaseOf(command.Item) is not { } entry)
        {
            // What was sent back with this token knows it still.
            var isKnown = state.Entries.Find(command.Item.Id)?.Token == command.Item.Token;
            return Accept(state, facts, isKnown ? [] : [command.Item.Id]);
        }

        if (command.Cause.Length > MaxReasonLength || command.RetryAfter < TimeSpan.Zero || command.RetryAfter > MaxLease)
        {
            return Refuse(RefusalCode.Invalid, $"a cause has at most {MaxReasonLength} characters, and a wait is not negative and at most {MaxLease.TotalHours:0} hours");
        }

        var outcome = new WorkOutcome(command.Item.Id, command.Item.Token, command.Cause);
        if (command.Kind == WorkFailure.RateLimited)
        {
            var lane = entry.Item.Lane;
            var key = lane.Provider.Length > 0 ? QueueLimitKeys.OfProvider(lane.Provider) : QueueLimitKeys.OfAgent(lane.Agent);
            return Accept(state, facts, new QueueEvent.Throttled(command.Item, key, facts.Now + (command.RetryAfter ?? state.Policy.MaxBackoff), facts.Now));
        }

        return command.Kind == WorkFailure.Permanent || entry.Attempts >= state.Policy.MaxAttempts
            ? Accept(state, facts, new QueueEvent.DeadLettered([outcome], facts.Now))
            : Accept(state, facts, new QueueEvent.Failed([outcome], facts.Now + (command.RetryAfter ?? state.Policy.Retries().DelayAfter(command.Item.Id, entry.Attempts)), facts.Now));
    }

    /// <summary>What depended on a cancelled item is cancelled with it: it could never run.</summary>
    private static Decision<QueueEvent, QueueReply> Cancel(QueueState state, QueueCommand.Cancel command, Facts facts)
    {
        if (command.Ids.Count > MaxBatch || command.Reason.Length > MaxReasonLength)
        {
            return Refuse(RefusalCode.TooLarge, $"one command cancels at most {MaxBatch} items, for a reason of at most {MaxReasonLength} characters");
        }

        var (ids, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var open = new Queue<string>(command.Ids.Where(state.Entries.ContainsKey));
        while (open.TryDequeue(out var id))
        {
            if (seen.Add(id))
            {
                ids.Add(id);
                foreach (var dependent in state.Index.Dependents.Find(id))
                {
                    open.Enqueue(dependent);
                }
            }
        }

        return ids.Count == 0 ? Accept(state, facts) : Accept(state, facts, new QueueEvent.Cancelled(ids.ToValueList(), command.Reason, facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> Redrive(QueueState state, QueueCommand.Redrive command, Facts facts)
    {
        var dead = (command.Ids.Count == 0 ? state.Index.Dead.Select(d => d.Value) : command.Ids.Distinct().Where(id => state.Entries.Find(id)?.Status == WorkStatus.Dead)).Take(MaxBatch).ToValueList();
        return dead.Count == 0 || state.Commands.Contains(facts.CommandId) ? Accept(state, facts) : Accept(state, facts, new QueueEvent.Redriven(dead, facts.CommandId, facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> SetMode(QueueState state, QueueCommand.SetMode command, Facts facts)
    {
        if (command.Reason.Length > MaxReasonLength || (command.Until is not null && command.Mode != QueueMode.Paused))
        {
            return Refuse(RefusalCode.Invalid, $"a reason has at most {MaxReasonLength} characters, and only a pause has an end");
        }

        if (command.Until <= facts.Now && !state.Commands.Contains(facts.CommandId))
        {
            return Refuse(RefusalCode.Invalid, "a pause ends later than now");
        }

        return state.Commands.Contains(facts.CommandId) || (state.Mode == command.Mode && state.ModeUntil == command.Until)
            ? Accept(state, facts)
            : Accept(state, facts, new QueueEvent.ModeChanged(command.Mode, command.Reason, command.Until, facts.CommandId, facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> Configure(QueueState state, QueueCommand.Configure command, Facts facts) =>
        state.Commands.Contains(facts.CommandId) || state.Policy == command.Policy ? Accept(state, facts)
        : command.Policy.Problem() is { } problem ? Refuse(RefusalCode.Invalid, problem)
        : Accept(state, facts, new QueueEvent.Configured(command.Policy, facts.CommandId, facts.Now));

    private static Decision<QueueEvent, QueueReply> Schedule(QueueState state, QueueCommand.Schedule command, Facts facts)
    {
        if (state.Commands.Contains(facts.CommandId))
        {
            return Accept(state, facts);
        }

        var (cron, problem) = CronExpression.Parse(command.Cron);
        if (cron is null || !IsName(command.Name))
        {
            return Refuse(RefusalCode.Invalid, problem ?? $"the name of a schedule has 1 to {MaxNameLength} characters");
        }

        if (WorkItemRules.Problem(state, [command.Item]) is { } wrong)
        {
            return new Decision<QueueEvent, QueueReply>([], null, wrong);
        }

        return state.Schedules.Count >= MaxSchedules && !state.Schedules.ContainsKey(command.Name)
            ? Refuse(RefusalCode.TooLarge, $"a queue has at most {MaxSchedules} schedules; remove one first")
            : cron.Next(facts.Now) is not { } next ? Refuse(RefusalCode.Invalid, $"'{command.Cron}' never comes")
            : Accept(state, facts, new QueueEvent.Scheduled(new QueueSchedule(command.Name, command.Cron, command.Item, next), facts.CommandId, facts.Now));
    }

    private static Decision<QueueEvent, QueueReply> Unschedule(QueueState state, QueueCommand.Unschedule command, Facts facts) =>
        state.Commands.Contains(facts.CommandId) || !state.Schedules.ContainsKey(command.Name)
            ? Accept(state, facts)
            : Accept(state, facts, new QueueEvent.Unscheduled(command.Name, facts.CommandId, facts.Now));

    private static Decision<QueueEvent, QueueReply> Tick(QueueState state, Facts facts)
    {
        if (state.Armed is not { } armed || armed > facts.Now)
        {
            return Accept(state, facts);
        }

        var events = new List<QueueEvent>();
        var expired = state.Index.Leases.TakeWhile(l => l.At <= facts.Now).Take(MaxBatch).Select(l => state.Entries[l.Id]).ToLookup(e => e.Attempts >= state.Policy.MaxAttempts);
        if (expired[false].Any())
        {
            events.Add(new QueueEvent.Expired(expired[false].Select(e => new WorkToken(e.Item.Id, e.Token)).ToValueList(), facts.Now));
        }

        if (expired[true].Any())
        {
            events.Add(new QueueEvent.DeadLettered(expired[true].Select(e => new WorkOutcome(e.Item.Id, e.Token, WorkLeaseText.Expired)).ToValueList(), facts.Now));
        }

        foreach (var schedule in state.Schedules.Values.Where(s => s.Next <= facts.Now))
        {
            var item = schedule.Item with { Id = $"{schedule.Item.Id}.{schedule.Next:yyyyMMdd'T'HHmm}" };
            events.Add(new QueueEvent.ScheduleFired(schedule.Name, item, CronExpression.Parse(schedule.Cron).Expression?.Next(facts.Now), facts.Now));
        }

        if (state.ModeUntil <= facts.Now)
        {
            events.Add(new QueueEvent.ModeChanged(QueueMode.Running, "the pause is over", null, facts.CommandId, facts.Now));
        }

        events.Add(new QueueEvent.Ticked(facts.Now));
        return Accept(state, facts, [], [.. events]);
    }

    private static Decision<QueueEvent, QueueReply> NotGivenOut { get; } =
        Refuse(RefusalCode.Invalid, $"1 to {MaxBatch} leases are named, each with the token that its claim was given");

    /// <summary>A token that is still to come would name another lease later.</summary>
    private static bool IsGivenOut(QueueState state, ValueList<WorkToken> items) => items.Count is > 0 and <= MaxBatch && items.All(t => t.Token > 0 && t.Token <= state.Tokens);

    private static bool IsLive(QueueState state, WorkToken token, Facts facts) => state.LeaseOf(token)?.Lease is { } lease && lease.Until > facts.Now;

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength;

    private static Decision<QueueEvent, QueueReply> Accept(QueueState state, Facts facts, params ReadOnlySpan<QueueEvent> events) => Accept(state, facts, [], events);

    /// <summary>Adds the wake-up that follows from the events to the last of them.</summary>
    private static Decision<QueueEvent, QueueReply> Accept(QueueState state, Facts facts, ValueList<string> stale, params ReadOnlySpan<QueueEvent> events)
    {
        var after = state;
        foreach (var @event in events)
        {
            after = QueueState.Evolve(after, @event);
        }

        var all = events.ToArray();
        if (all.Length > 0 && after.NextTick(facts.Now) is { } tick && (after.Armed is null || tick < after.Armed))
        {
            all[^1] = all[^1] with { Tick = tick };
        }

        var taken = all.Length > 0 && all[0] is QueueEvent.Claimed claimed ? claimed.Items.Select(t => after.Entries[t.Id])
            : state.Commands.Contains(facts.CommandId) ? after.Index.Leases.Select(l => after.Entries[l.Id]).Where(e => e.Lease!.Claim == facts.CommandId).OrderBy(e => e.Token)
            : [];
        var work = taken.Select(e => new ClaimedWork(e.Item, e.Token, e.Attempts, e.Lease!.Until)).ToValueList();
        return new Decision<QueueEvent, QueueReply>(all.ToValueList(), new QueueReply(after.Mode, after.Counts, work, stale), null);
    }

    private static Decision<QueueEvent, QueueReply> Refuse(RefusalCode code, string message) => Decision.Refuse<QueueEvent, QueueReply>(code, message);
}
