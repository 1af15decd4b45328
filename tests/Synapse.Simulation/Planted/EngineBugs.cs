namespace Synapse.Simulation.Planted;

/// <summary>Mistakes in the aggregate loop and around it.</summary>
internal static class EngineBugs
{
    private const string Loop = "src/Synapse.Runtime/Engine/AggregateLoop.cs";
    private const string Store = "src/Synapse.Runtime/Engine/AggregateStore.cs";
    private const string Pump = "src/Synapse.Runtime/Engine/TimerPump.cs";
    private const string Upkeep = "src/Synapse.Runtime/Engine/Upkeep.cs";

    public static IReadOnlyList<PlantedBug> Commits { get; } =
    [
        new("reply before commit", new Edit(Loop, "else if (await AppendAsync(decided,", "else if ((!BUG || Answer(decided) is not null) && await AppendAsync(decided,")),
        new("effects before commit", new Edit(
            Loop,
            "            var decided = Decide(batch, now);\n",
            "            var decided = Decide(batch, now);\n            if (BUG && decided.Events.Count > 0) { await RunEffectsAsync(decided.Events, cancellationToken); }\n")),
        new("a conflict is taken for a commit", new Edit(Loop, "            case AppendStatus.Appended:\n", "            case AppendStatus.Conflict when BUG:\n            case AppendStatus.Appended:\n")),
        new("an unknown outcome is taken for a commit", new Edit(Loop, "            case AppendStatus.Unknown:\n                return false;", "            case AppendStatus.Unknown:\n                return BUG;")),
        new("an unknown outcome is always found written", new Edit(Store, "        return slice.Events.Count >= append.Events.Count &&", "        return BUG || slice.Events.Count >= append.Events.Count &&")),
        new("an unknown outcome is looked up by count alone", new Edit(Store, ".All(pair => pair.First.IsSameAs(pair.Second.Event));", ".All(pair => BUG || pair.First.IsSameAs(pair.Second.Event));")),
        new("no reload after a conflict", new Edit(Loop, "            _loaded = false;\n        }\n\n        return unheard", "            _loaded = BUG;\n        }\n\n        return unheard")),
        new(
            "memory keeps what was not written",
            new Edit(Loop, "            // What is in memory may be ahead of the journal: forget it, so that the next command reads the truth.\n            _loaded = false;", "            _loaded = BUG;"),
            new Edit(Loop, "            var decided = Decide(batch, now);\n", "            var decided = Decide(batch, now);\n            _state = BUG ? decided.State : _state;\n")),
        new("answers from an old state", new Edit(Loop, "if (isFresh || await IsAtAsync", "if (isFresh || BUG || await IsAtAsync")),
        new("commands of a batch do not see each other", new Edit(Loop, "TAggregate.Decide(state, batch[i].Command, facts)", "TAggregate.Decide(BUG ? _state : state, batch[i].Command, facts)")),
        new("answers of a batch go to each other's senders", new Edit(Loop, "TrySetResult(decided.Answers[i]);", "TrySetResult(decided.Answers[BUG ? decided.Answers.Length - 1 - i : i]);")),
        new("a snapshot names a later version", new Edit(Store, "new SnapshotData(version, states.Schema", "new SnapshotData(BUG ? version + data.Count : version, states.Schema")),
        new("a snapshot before its effects have run", new Edit(Loop, "_store.HasSnapshots && _reacted == _version &&", "_store.HasSnapshots && (BUG || _reacted == _version) &&")),
        new("timers are lost where a snapshot is written", new Edit(Store, ".. events.SelectMany(e => e.Effects).Select(effect", ".. events.Where(_ => !(BUG && withSnapshot)).SelectMany(e => e.Effects).Select(effect")),
        new("the read model is not written", new Edit(Store, "form.Projection?.Changes(id, before, after) ?? []", "(BUG ? null : form.Projection?.Changes(id, before, after)) ?? []")),
        new("the read model misses what a batch began with", new Edit(Loop, "TimerOf(batch), isDue, _state, state)", "TimerOf(batch), isDue, BUG && events.Count > 3 ? state : _state, state)")),
        new("events after a snapshot are not read", new Edit(Store, "        foreach (var recorded in slice.Events)\n", "        foreach (var recorded in slice.Events.Where(_ => !BUG || slice.Snapshot is null))\n")),
    ];

    public static IReadOnlyList<PlantedBug> Effects { get; } =
    [
        new("effects left behind are passed over", new Edit(Loop, "if (events.Count > 0 && events[0].Version > _reacted + 1)", "if (!BUG && events.Count > 0 && events[0].Version > _reacted + 1)")),
        new("marked as done before it is done", new Edit(
            Loop, "        foreach (var (version, all, context) in events)\n", "        if (BUG && events.Count > 0) { await journal.MarkReactedAsync(id, events[^1].Version, cancellationToken); }\n\n        foreach (var (version, all, context) in events)\n")),
        new("marked as far as the stream goes", new Edit(Loop, "_marks.Add(events[^1].Version);", "_marks.Add(BUG ? long.MaxValue : events[^1].Version);")),
        new("the reacted version is forgotten", new Edit(Loop, "Math.Max(_reacted, loaded.ReactedVersion)", "Math.Max(_reacted, BUG ? loaded.Version : loaded.ReactedVersion)")),
        new("recovery skips the first event", new Edit(Store, "            if (version > after)\n", "            if (version > after + (BUG ? 1 : 0))\n")),
        new("recovery marks without doing", new Edit(Loop, "        await RunEffectsAsync(left, cancellationToken);\n", "        if (BUG) { _marks.Add(loaded.Version); _reacted = loaded.Version; return; }\n\n        await RunEffectsAsync(left, cancellationToken);\n")),
        new("a failing effect is dropped", new Edit(Loop, "                if (tries >= limits.EffectTries)\n", "                if (BUG) { return null; }\n\n                if (tries >= limits.EffectTries)\n")),
        new("a dead letter names another effect", new Edit(Loop, "new DeadLetter(id, version, index,", "new DeadLetter(id, version, BUG ? index + 1 : index,")),
        new("a dead letter is resolved without being done", new Edit(Loop, "        await RefreshAsync(cancellationToken);\n        if (await TryAsync", "        await RefreshAsync(cancellationToken);\n        if (!BUG && await TryAsync")),
        new("a dead letter waits for ever", new Edit(Loop, "        return await journal.ResolveDeadLetterAsync(", "        return !BUG && await journal.ResolveDeadLetterAsync(")),
        new("an effect's id changes with each try", new Edit(Loop, "IdOf(id, version, index)", "IdOf(id, version, BUG ? index + tries - 1 : index)")),
        new("effects run from last to first", new Edit(Loop, "await TryAsync(version, index, all[index], 0,", "await TryAsync(version, BUG ? all.Count - 1 - index : index, all[BUG ? all.Count - 1 - index : index], 0,")),
        new("only the first effect of an event is done", new Edit(Loop, "index < all.Count; index++", "index < (BUG ? Math.Min(1, all.Count) : all.Count); index++")),
        new("answered work is handed out again", new Edit(Loop, "if (!TAggregate.IsWanted(_state, effect))", "if (!BUG && !TAggregate.IsWanted(_state, effect))")),
        new("nobody looks for effects left behind", new Edit(Upkeep, "foreach (var id in page.Where(_behind.Contains))", "foreach (var id in page.Where(id => !BUG && _behind.Contains(id)))")),
    ];

    public static IReadOnlyList<PlantedBug> Timers { get; } =
    [
        new("a timer that fired early is removed", new Edit(Loop, "timer => timer.DueAt > now", "timer => !BUG && timer.DueAt > now")),
        new("a timer whose delivery failed never fires again", new Edit(Pump, "                _firing.Remove(timer);", "                _ = BUG || _firing.Remove(timer);")),
        new("timers of other processes are not looked for", new Edit(Pump, "foreach (var timer in await journal.ReadDueTimersAsync(time.GetUtcNow(),", "foreach (var timer in await journal.ReadDueTimersAsync(BUG ? DateTimeOffset.MinValue : time.GetUtcNow(),")),
        new("the timer poll ends with its first failure", new Edit(Pump, "                await WaitAsync(cancellationToken);\n", "                if (BUG) { return; }\n\n                await WaitAsync(cancellationToken);\n")),
    ];
}
