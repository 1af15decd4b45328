namespace Synapse.Simulation.Planted;

/// <summary>Mistakes in the work queue and in its workers.</summary>
internal static class QueueBugs
{
    private const string Decider = "src/Synapse.Core/Queues/QueueDecider.cs";
    private const string State = "src/Synapse.Core/Queues/QueueState.cs";
    private const string Index = "src/Synapse.Core/Queues/QueueIndex.cs";
    private const string Rules = "src/Synapse.Core/Queues/WorkItemRules.cs";
    private const string Selection = "src/Synapse.Core/Queues/WorkSelection.cs";
    private const string Share = "src/Synapse.Core/Queues/FairShare.cs";
    private const string Reactor = "src/Synapse.Core/Queues/QueueReactor.cs";
    private const string Pool = "src/Synapse.Runtime/Queues/QueueWorkers.cs";

    /// <summary>Items, leases, attempts, orders, dependencies and waits.</summary>
    public static IReadOnlyList<PlantedBug> Items { get; } =
    [
        new("an item is enqueued each time it is sent", new Edit(Decider, "&& !state.History.Contains(item.Id))", "&& (BUG || !state.History.Contains(item.Id)))")),
        new("an item whose lease ran out is lost", new Edit(State, "QueueEvent.Expired e => e.Items.Aggregate(state, (s, t) => s.Return(", "QueueEvent.Expired e => e.Items.Aggregate(state, (s, t) => BUG && s.LeaseOf(t) is { } gone ? s.End(gone, new EndedWork(t.Token), e.At) : s.Return(")),
        new("a redriven item is counted anew", new Edit(State, "(this with { Sequence = Sequence + 1 }).Place(entry with", "(this with { Sequence = Sequence + 1, Enqueued = Enqueued + (BUG ? 1 : 0) }).Place(entry with")),
        new("what is done is counted now and then", new Edit(State, "var state = this with { Done = Done + 1,", "var state = this with { Done = BUG ? Done + ran % 2 : Done + 1,")),
        new("a fencing token is used again", new Edit(Decider, "new WorkToken(e.Item.Id, state.Tokens + 1 + i)", "new WorkToken(e.Item.Id, BUG ? Math.Max(1, state.Tokens + i) : state.Tokens + 1 + i)")),
        new("a stale token completes", new Edit(State, "Status: WorkStatus.Leased } entry && entry.Token == token.Token ?", "Status: WorkStatus.Leased } entry && (BUG || entry.Token == token.Token) ?")),
        new("a claim sent again takes other items", new Edit(Decider, "        if (state.Commands.Contains(facts.CommandId))\n        {\n            return Accept(state, facts);\n        }\n\n        if (command.Max", "        if (!BUG && state.Commands.Contains(facts.CommandId))\n        {\n            return Accept(state, facts);\n        }\n\n        if (command.Max")),
        new("a lease is taken away early", new Edit(Decider, "state.Index.Leases.TakeWhile(l => l.At <= facts.Now)", "state.Index.Leases.TakeWhile(l => BUG || l.At <= facts.Now)")),
        new("a lease that ran out is extended", new Edit(Decider, "state.LeaseOf(token)?.Lease is { } lease && lease.Until > facts.Now;", "state.LeaseOf(token)?.Lease is { } lease && (BUG || lease.Until > facts.Now);")),
        new("whoever lost a lease is told that its work is done", new Edit(Decider, "state.LeaseOf(t) is null && state.History.Find(t.Id)?.Token != t.Token)", "!BUG && state.LeaseOf(t) is null && state.History.Find(t.Id)?.Token != t.Token)")),
        new("attempts that failed do not count", new Edit(State, "(s, o) => s.Return(new WorkToken(o.Id, o.Token), o.Cause, e.RetryAt, e.At, 0))", "(s, o) => s.Return(new WorkToken(o.Id, o.Token), o.Cause, e.RetryAt, e.At, BUG ? 1 : 0))")),
        new("one attempt more than the policy allows", new Edit(Decider, "entry.Attempts >= state.Policy.MaxAttempts\n", "entry.Attempts >= state.Policy.MaxAttempts + (BUG ? 1 : 0)\n")),
        new("leases that run out for ever are no attempts", new Edit(Decider, ".ToLookup(e => e.Attempts >= state.Policy.MaxAttempts);", ".ToLookup(e => !BUG && e.Attempts >= state.Policy.MaxAttempts);")),
        new("a request for patience counts as an attempt", new Edit(State, "state.Return(e.Item, WorkLeaseText.Throttled, e.At, e.At, 1)", "state.Return(e.Item, WorkLeaseText.Throttled, e.At, e.At, BUG ? 0 : 1)")),
        new("what failed for good is tried again", new Edit(Decider, "return command.Kind == WorkFailure.Permanent ||", "return (!BUG && command.Kind == WorkFailure.Permanent) ||")),
        new("a dead item lets go what depends on it", new Edit(State, "entry.Item.DependsOn.Any(Entries.ContainsKey)", "entry.Item.DependsOn.Any(d => Entries.Find(d) is { } kept && !(BUG && kept.Status == WorkStatus.Dead))")),
        new("one dependency of several is enough", new Edit(State, "var isKept = entry.Item", "var isKept = ((!BUG || entry.Item.DependsOn.All(Entries.ContainsKey)) && entry.Item"), new Edit(State, "            || (Index.Orders.Find(entry.Item.Order)", "            ) || (Index.Orders.Find(entry.Item.Order)")),
        new("what depends on a cancelled item waits for ever", new Edit(Decider, "foreach (var dependent in state.Index.Dependents.Find(id))", "foreach (var dependent in BUG ? default : state.Index.Dependents.Find(id))")),
        new("what was cancelled may be depended on", new Edit(Rules, "state.History.Find(d) is { IsCancelled: true })", "!BUG && state.History.Find(d) is { IsCancelled: true })")),
        new("an order is kept by those that wait alone", new Edit(Index, "return entry.Item.Order.Length == 0 || entry.Status == WorkStatus.Dead ? index : index with { Orders = Add(", "return entry.Item.Order.Length == 0 || entry.Status == WorkStatus.Dead || (BUG && entry.Status == WorkStatus.Leased) ? index : index with { Orders = Add(")),
        new("the next of an order is not called", new Edit(State, "next ? Place(next, now) : this;", "next && !BUG ? Place(next, now) : this;")),
        new("an order is kept by those alone that were tried before", new Edit(State, "order.First().Key < entry.Sequence);", "order.First().Key < entry.Sequence && !(BUG && entry.Attempts == 0));")),
        new("a redriven item is behind what waits for it", new Edit(State, "return DependentsOf(id).OrderBy(d => d.Sequence)", "return DependentsOf(id).Where(_ => !BUG).OrderBy(d => d.Sequence)")),
        new("a delayed item is ready at once", new Edit(State, "isKept ? WorkStatus.Waiting : entry.ReadyAt > now ? WorkStatus.Delayed", "isKept ? WorkStatus.Waiting : entry.ReadyAt > now && !(BUG && entry.Attempts == 0) ? WorkStatus.Delayed")),
        new("nobody wakes the queue up for what is delayed", new Edit(State, "next = Index.Delayed.Count > 0 ? Index.Delayed.First.At : null;", "next = Index.Delayed.Count > 0 && !BUG ? Index.Delayed.First.At : null;")),
        new("nobody wakes the queue up for a lease", new Edit(State, "next = Earlier(next, Index.Leases.Count > 0 ?", "next = Earlier(next, Index.Leases.Count > 0 && !BUG ?")),
        new("a later wait puts off an earlier one", new Edit(Decider, "(after.Armed is null || tick < after.Armed)", "(after.Armed is null || (BUG ? tick > after.Armed : tick < after.Armed))")),
        new("some wake-ups are no timers", new Edit(Reactor, "        if (@event.Tick is { } tick)\n", "        if (@event.Tick is { } tick && !(BUG && @event is QueueEvent.Extended or QueueEvent.Claimed))\n")),
        new("a pause that ends by itself does not", new Edit(Decider, "        if (state.ModeUntil <= facts.Now)\n", "        if (state.ModeUntil <= facts.Now && !BUG)\n")),
    ];

    /// <summary>Which items a claim takes.</summary>
    public static IReadOnlyList<PlantedBug> Choice { get; } =
    [
        new("a paused queue gives work out", new Edit(Decider, "state.Mode == QueueMode.Paused ? [] :", "state.Mode == QueueMode.Paused && !BUG ? [] :")),
        new("a limit lets one more run", new Edit(Selection, "_running.GetValueOrDefault(key) >= limit)", "_running.GetValueOrDefault(key) >= limit + (BUG ? 1 : 0))")),
        new("a limit does not see what the same claim took", new Edit(Selection, "_state.Index.Running.Find(key) + _running.GetValueOrDefault(key) >=", "_state.Index.Running.Find(key) + (BUG ? 0 : _running.GetValueOrDefault(key)) >=")),
        new("what has ended still counts in the limits", new Edit(Index, "Leases = Leases.Without(new Due(entry.Lease!.Until, entry.Item.Id)), Running = Count(entry.Item.Lane, -1) },", "Leases = Leases.Without(new Due(entry.Lease!.Until, entry.Item.Id)), Running = BUG ? Running : Count(entry.Item.Lane, -1) },")),
        new("a rate counts claims and not items", new Edit(State, "Rates = WorkSelection.Use(Rates, Policy, lane, claim.At),", "Rates = BUG && token != claim.Items[0] ? Rates : WorkSelection.Use(Rates, Policy, lane, claim.At),")),
        new("a rate has twice its burst", new Edit(State, "arrival - (rate.Interval * (rate.Permits - 1));", "arrival - (rate.Interval * ((BUG ? 2 : 1) * rate.Permits - 1));")),
        new("a throttled provider is asked again", new Edit(Selection, "if (_state.Throttles.Find(key) > _now ||", "if ((!BUG && _state.Throttles.Find(key) > _now) ||")),
        new("what waits does not rise", new Edit(Selection, "(long)cursor.Lane.Priority - Math.Max(0, risen))", "(long)cursor.Lane.Priority - (BUG ? 0 : Math.Max(0, risen)))")),
        new("what waits rises from its last attempt on", new Edit(Selection, "(_now - cursor.Head!.EnqueuedAt)", "(_now - (BUG ? cursor.Head!.ReadyAt : cursor.Head!.EnqueuedAt))")),
        new("whoever came last goes first among equals", new Edit(Selection, "Of(cursor.Lane.Repository) ?? 0, cursor.Head.Sequence);", "Of(cursor.Lane.Repository) ?? 0, BUG ? -cursor.Head.Sequence : cursor.Head.Sequence);")),
        new("tenants are served as their work comes", new Edit(Selection, "_tenants.Of(cursor.Lane.Tenant), _repositories", "BUG ? 0 : _tenants.Of(cursor.Lane.Tenant), _repositories")),
        new("a tenant that was served does not stand further back", new Edit(Share, "var pass = start + (Turn / weight);", "var pass = start + (BUG ? 0 : Turn / weight);")),
        new("repositories are served as their work comes", new Edit(Selection, "?.Of(cursor.Lane.Repository) ?? 0,", "?.Of(BUG ? \"\" : cursor.Lane.Repository) ?? 0,")),
        new("a lane keeps its rank for the whole claim", new Edit(Selection, "if (standing.CompareTo(rank) > 0)", "if (standing.CompareTo(rank) > 0 && !BUG)")),
    ];

    public static IReadOnlyList<PlantedBug> Workers { get; } =
    [
        new("a worker mistakes its token", new Edit(Pool, "                    return (queue, reply.Work);\n", "                    return (queue, BUG ? reply.Work.Select(w => w with { Token = w.Token + 1 }).ToValueList() : reply.Work);\n")),
        new("what failed is said to be done", new Edit(Pool, "if (result is { Failure: null })\n", "if (result is { Failure: null } || (BUG && result is not null))\n")),
        new("a worker that finds nothing goes home", new Edit(Pool, "await _bell.WaitAsync(_options.Poll, _time, _stopping.Token);", "if (BUG) { return; } await _bell.WaitAsync(_options.Poll, _time, _stopping.Token);")),
        new("a worker that hears of no answer goes home", new Edit(Pool, "            catch (Exception) when (!_stopping.IsCancellationRequested)\n", "            catch (Exception) when (!BUG && !_stopping.IsCancellationRequested)\n"), new Edit(Pool, "            catch (Exception)\n            {\n                return null;\n", "            catch (Exception) when (!BUG)\n            {\n                return null;\n")),
    ];
}
