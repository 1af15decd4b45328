namespace Synapse.Simulation.Planted;

/// <summary>Mistakes in the aggregates and in the journal.</summary>
internal static class DomainBugs
{
    private const string Decider = "src/Synapse.Core/Reviews/ReviewDecider.cs";
    private const string State = "src/Synapse.Core/Reviews/ReviewState.cs";
    private const string Reactor = "src/Synapse.Core/Reviews/ReviewReactor.cs";
    private const string Verdict = "src/Synapse.Core/Reviews/VerdictBuilder.cs";
    private const string Negotiator = "src/Synapse.Core/Reviews/Negotiator.cs";
    private const string Memory = "src/Synapse.Storage/MemoryJournal.cs";

    public static IReadOnlyList<PlantedBug> Reviews { get; } =
    [
        new("a second report is counted", new Edit(Decider, "        if (progress.Status == ProgressStatus.Pending && !state.IsTerminal)\n", "        if ((BUG || progress.Status == ProgressStatus.Pending) && !state.IsTerminal)\n")),
        new("a late report changes the verdict", new Edit(Decider, "[new ReviewEvent.ReportedLate(report, facts.Now)]", "[BUG ? (ReviewEvent)new ReviewEvent.Reported(report, facts.Now) : new ReviewEvent.ReportedLate(report, facts.Now)]")),
        new("a late report is recorded each time", new Edit(Decider, "return progress.Report is null && !progress.IsLate &&", "return progress.Report is null && (BUG || !progress.IsLate) &&")),
        new("summarised while one is at work", new Edit(Decider, "after.Status == ReviewStatus.Running && !after.Pending.Any()", "after.Status == ReviewStatus.Running && (BUG ? after.Pending.Count() <= 1 : !after.Pending.Any())")),
        new("another change under a used id is taken", new Edit(Decider, "            return change == state.Change\n", "            return BUG || change == state.Change\n")),
        new("the same request again starts over", new Edit(Decider, "        if (state.Status != ReviewStatus.None)\n", "        if (state.Status != ReviewStatus.None && !BUG)\n")),
        new("a cancelled review goes on", new Edit(State, "public bool IsTerminal => Status is ReviewStatus.Summarised or ReviewStatus.Cancelled;", "public bool IsTerminal => Status is ReviewStatus.Summarised || (!BUG && Status is ReviewStatus.Cancelled);")),
        new("no timer for the review's deadline", new Edit(Reactor, "            new SetTimer(DeadlineTimer, e.Deadline),\n", "            BUG ? Signal(id, SignalTypes.ReviewAssigned, \"\") : new SetTimer(DeadlineTimer, e.Deadline),\n")),
        new("the deadline leaves out those that hang", new Edit(Decider, "            .Where(p => command.Specialist is null ?", "            .Where(p => BUG ? false : command.Specialist is null ?")),
        new("the verdict forgets a cost", new Edit(Verdict, "state.Specialists.Sum(s => s.Report?.CostMicroCredits ?? 0),", "state.Specialists.Skip(BUG ? 1 : 0).Sum(s => s.Report?.CostMicroCredits ?? 0),")),
        new("silence is read as approval", new Edit(Verdict, "var gaps = state.Specialists.Any(s => s.Report is null) || coverage.Any(IsGap);", "var gaps = !BUG && (state.Specialists.Any(s => s.Report is null) || coverage.Any(IsGap));")),
        new("the minority view is lost", new Edit(Negotiator, "group.Select(f => new Claim(f, ReferenceEquals(f, winner))).ToValueList(),", "group.Where(f => !BUG || ReferenceEquals(f, winner)).Select(f => new Claim(f, ReferenceEquals(f, winner))).ToValueList(),")),
    ];

    public static IReadOnlyList<PlantedBug> Storage { get; } =
    [
        new("the expected version is not looked at", new Edit(Memory, "if ((current?.Rows.Count ?? 0) != append.ExpectedVersion ||", "if ((!BUG && (current?.Rows.Count ?? 0) != append.ExpectedVersion) ||")),
        new("an append is torn", new Edit(Memory, "        foreach (var @event in append.Events)\n", "        foreach (var @event in BUG ? append.Events.Take(1) : append.Events)\n")),
        new("the audit chain starts over at each append", new Edit(Memory, "        _ends[append.Stream.Tenant] = hash;", "        if (!BUG) { _ends[append.Stream.Tenant] = hash; }")),
        new("compaction takes one event too many", new Edit(Memory, "found.Rows.Where(r => r.Version <= snapshot.Version && !r.IsCompacted)", "found.Rows.Where(r => r.Version <= snapshot.Version + (BUG ? 1 : 0) && !r.IsCompacted)")),
        new("an old timer's removal takes the new one", new Edit(Memory, "&& found.Timers.GetValueOrDefault(timer.Name) == timer.DueAt)", "&& (BUG || found.Timers.GetValueOrDefault(timer.Name) == timer.DueAt))")),
        new("a fired timer is removed after the new one is set", new Edit(
            Memory, "in append.Fired.Select(t => new TimerChange(t.Name, null)).Concat(append.Timers))", "in BUG ? append.Timers.Concat(append.Fired.Select(t => new TimerChange(t.Name, null))) : append.Fired.Select(t => new TimerChange(t.Name, null)).Concat(append.Timers))")),
        new("timers are not written", new Edit(Memory, "            if (due is not null)\n", "            if (due is not null && !BUG)\n")),
        new("streams that are behind are not found", new Edit(Memory, "_streams.Where(s => s.Value.Reacted < s.Value.Rows.Count)", "_streams.Where(s => s.Value.Reacted < s.Value.Rows.Count - (BUG ? 1 : 0))")),
        new("a snapshot does not record its effects", new Edit(Memory, "        stream.Reacted = Math.Max(stream.Reacted, append.Snapshot?.Version ?? 0);\n", "        stream.Reacted = Math.Max(stream.Reacted, BUG ? 0 : append.Snapshot?.Version ?? 0);\n")),
    ];
}
