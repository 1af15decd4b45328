namespace Synapse.Simulation.Planted;

/// <summary>Mistakes in circuit breakers.</summary>
internal static class BreakerBugs
{
    private const string Decider = "src/Synapse.Core/Agents/Breakers/BreakerDecider.cs";
    private const string State = "src/Synapse.Core/Agents/Breakers/BreakerState.cs";
    private const string Reactor = "src/Synapse.Core/Agents/Breakers/BreakerReactor.cs";

    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("a stale report counts", new Edit(Decider, "if (command.Generation != breaker.Generation ||", "if ((!BUG && command.Generation != breaker.Generation) ||")),
        new("a report sent again counts again", new Edit(Decider, "|| breaker.Reports.Any(r => r.Id == facts.CommandId))", "|| (!BUG && breaker.Reports.Any(r => r.Id == facts.CommandId)))")),
        new("calls that an override lets through count while it is open", new Edit(Decider, "breaker.Mode == BreakerMode.Open || count == 0", "(!BUG && breaker.Mode == BreakerMode.Open) || count == 0")),
        new("probes are let through before the cooldown has ended", new Edit(Decider, "BreakerMode.Open => command.At >= breaker.RetryAt ?", "BreakerMode.Open => BUG || command.At >= breaker.RetryAt ?")),
        new("a second set of probes goes beside the first", new Edit(Decider, "        if (command.At >= expiry)\n", "        if (command.At >= expiry || (BUG && left <= 0))\n")),
        new("more probes go than may", new Edit(Decider, "var left = Policy.Probes - breaker.Granted;", "var left = Policy.Probes - (BUG ? 0 : breaker.Granted);")),
        new("one probe closes it", new Edit(Decider, "after.Mode == BreakerMode.HalfOpen && after.Succeeded >= Policy.Probes)", "after.Mode == BreakerMode.HalfOpen && after.Succeeded >= (BUG ? 1 : Policy.Probes))")),
        new("a probe that fails opens nothing", new Edit(Decider, "return breaker.Reports.Any(r => r.Outcome != CallOutcome.Success) ? OpenCause.ProbeFailed : null;", "return !BUG && breaker.Reports.Any(r => r.Outcome != CallOutcome.Success) ? OpenCause.ProbeFailed : null;")),
        new("failures in a row are counted by report", new Edit(Decider, "TakeWhile(r => r.Outcome != CallOutcome.Success).Sum(r => r.Count);", "TakeWhile(r => r.Outcome != CallOutcome.Success).Sum(r => BUG ? 1 : r.Count);")),
        new("reports are taken in the order in which they come", new Edit(State, "var place = Reports.Count(r => r.At <= report.At);", "var place = BUG ? Reports.Count : Reports.Count(r => r.At <= report.At);")),
        new("a generation comes again", new Edit(Decider, "var opened = new BreakerEvent.HalfOpened(breaker.Version, state.LastGeneration + 1,", "var opened = new BreakerEvent.HalfOpened(breaker.Version, BUG ? breaker.Generation : state.LastGeneration + 1,")),
        new("an override never ends", new Edit(Reactor, "BreakerEvent.Overridden e => [new SetTimer(", "BreakerEvent.Overridden e when !BUG => [new SetTimer(")),
    ];
}
