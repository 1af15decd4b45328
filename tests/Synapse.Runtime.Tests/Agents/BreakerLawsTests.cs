using FsCheck;
using FsCheck.Fluent;
using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Json;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Agents;

public sealed class BreakerLawsTests : AggregateLaws<BreakerAggregate, BreakerState, BreakerCommand, BreakerEvent, BreakerReply>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override IEventCodec<BreakerEvent> Events { get; } = new BreakerEventCodec();

    protected override IStateCodec<BreakerState>? States { get; } = new BreakerStateCodec();

    protected override Gen<BreakerCommand> Commands => Gen.Frequency(
        (6, from version in Versions() from count in Gen.Choose(0, 4) from at in Instants() select (BreakerCommand)new BreakerCommand.Acquire(version, count, at)),
        (12, Reports()),
        (3, Overrides()),
        (3, Gen.Choose(0, 15).Select(i => (BreakerCommand)new BreakerCommand.EndOverride($"command-{i}"))),
        (1, Gen.Constant((BreakerCommand)new BreakerCommand.Observe())));

    [Fact]
    public void A_report_of_an_earlier_generation_never_closes_it() => ForAllHistories(history =>
        Assert.All(history.Steps.Where(s => s.Decision.Events.OfType<BreakerEvent.Closed>().Any()), step =>
        {
            var report = Assert.IsType<BreakerCommand.Report>(step.Command);
            var before = step.Before.Find(report.Version)!;
            Assert.Equal((BreakerMode.HalfOpen, report.Generation), (before.Mode, before.Generation));
        }));

    [Fact]
    public void No_more_probes_go_than_one_set_has() => ForAllHistories(history =>
        Assert.All(history.Steps.SelectMany(s => s.After.Versions), v => Assert.InRange(v.Granted, 0, BreakerPolicy.Default.Probes)));

    [Fact]
    public void Generations_only_grow() => ForAllHistories(history =>
    {
        var generations = history.Events.Select(e => e switch
        {
            BreakerEvent.Opened o => o.Generation,
            BreakerEvent.HalfOpened h => h.Generation,
            BreakerEvent.Closed c => c.Generation,
            _ => 0,
        }).Where(g => g > 0).ToList();
        Assert.Equal(Enumerable.Range(1, generations.Count).Select(g => (long)g), generations);
    });

    private static Gen<BreakerCommand> Reports() =>
        from version in Versions()
        from generation in Gen.Frequency((5, Gen.Constant(0)), (2, Gen.Constant(2)), (2, Gen.Choose(1, 5)))
        from outcome in Gen.Frequency((12, Gen.Constant(CallOutcome.Success)), (8, Gen.Constant(CallOutcome.TransientFailure)), (1, Gen.Constant(CallOutcome.PermanentFailure)))
        from count in Gen.Choose(0, 6)
        from at in Instants()
        select (BreakerCommand)new BreakerCommand.Report(version, generation, outcome, count, at);

    private static Gen<BreakerCommand> Overrides() =>
        from version in Versions()
        from kind in Gen.Elements(Enum.GetValues<OverrideKind>())
        from until in Gen.Choose(0, 900).Select(u => Start.AddSeconds(u))
        select (BreakerCommand)new BreakerCommand.Override(version, kind, until, "reason");

    /// <summary>Mostly one, so that commands meet; sometimes many, so that quiet ones are forgotten.</summary>
    private static Gen<string> Versions() => Gen.Frequency((3, Gen.Constant(1)), (2, Gen.Choose(1, 12))).Select(v => $"{v}.0");

    /// <summary>Before, in and after the time in which a history runs.</summary>
    private static Gen<DateTimeOffset> Instants() => Gen.Choose(-40, 2_400).Select(s => Start.AddSeconds(s));
}
