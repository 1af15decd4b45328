using Synapse.Core.Agents.Breakers;
using Synapse.Core.Kernel;

namespace Synapse.Core.Tests.Agents.Breakers;

public sealed class BreakerTests
{
    private const CallOutcome Fails = CallOutcome.TransientFailure;

    private static readonly BreakerPolicy Policy = BreakerPolicy.Default;

    [Fact]
    public void Asking_a_closed_breaker_writes_nothing()
    {
        var run = new BreakerRun();
        Assert.Equal(new Permit(BreakerRun.Version, 0, 7, false), run.Acquire(7).Permit);
        Assert.Equal(BreakerState.Empty, run.State);
    }

    [Fact]
    public void Failures_in_a_row_open_it_and_a_success_between_does_not()
    {
        var run = new BreakerRun();
        CallOutcome[] outcomes = [Fails, Fails, Fails, Fails, CallOutcome.Success, Fails, Fails];
        Assert.All(outcomes, o => Assert.True(run.Call(o)));
        Assert.Equal(BreakerMode.Closed, run.Mode);

        run = Opened();
        Assert.Equal(OpenCause.ConsecutiveFailures, Assert.IsType<BreakerEvent.Opened>(run.Events.Single()).Cause);
        Assert.Equal(run.Now + Policy.Cooldown, run.Acquire().TryAfter);
    }

    [Fact]
    public void Half_of_the_window_failing_opens_it()
    {
        var run = new BreakerRun();
        for (var i = 0; run.Mode == BreakerMode.Closed; i++)
        {
            run.Call(i % 2 == 0 ? CallOutcome.Success : Fails);
        }

        Assert.Equal(OpenCause.FailureRate, Assert.IsType<BreakerEvent.Opened>(run.Events.Single()).Cause);
    }

    [Fact]
    public void A_permanent_failure_opens_it_at_once_and_for_long()
    {
        var run = new BreakerRun();
        run.Call(CallOutcome.PermanentFailure);
        Assert.Equal(run.Now + Policy.MaxCooldown, run.Acquire().TryAfter);
    }

    [Fact]
    public void One_set_of_probes_goes_and_closes_it_when_all_succeed()
    {
        var run = Opened();
        run.Pass(Policy.Cooldown);
        var first = run.Acquire(2).Permit!;
        var second = run.Acquire(5).Permit!;
        Assert.Equal((2, 1, true), (first.Count, second.Count, second.IsProbe));
        Assert.NotNull(run.Acquire().TryAfter);

        run.Report(first.Generation, CallOutcome.Success, 2);
        Assert.Equal(BreakerMode.HalfOpen, run.Mode);
        run.Report(second.Generation, CallOutcome.Success);
        Assert.Equal(BreakerMode.Closed, run.Mode);
    }

    [Fact]
    public void A_probe_cannot_report_more_than_was_granted()
    {
        var run = Opened();
        run.Pass(Policy.Cooldown);
        run.Report(run.Acquire().Permit!.Generation, CallOutcome.Success, 100);
        Assert.Equal(BreakerMode.HalfOpen, run.Mode);
    }

    [Fact]
    public void A_stale_success_does_not_close_it()
    {
        var run = new BreakerRun();
        var early = run.Acquire(10).Permit!;
        run.Report(early.Generation, Fails, Policy.ConsecutiveFailures);
        run.Pass(Policy.Cooldown);
        var probe = run.Acquire().Permit!;
        run.Report(early.Generation, CallOutcome.Success, Policy.Probes);
        Assert.Equal(BreakerMode.HalfOpen, run.Mode);

        run.Report(probe.Generation, Fails);
        run.Report(probe.Generation, CallOutcome.Success, Policy.Probes);
        Assert.Equal(BreakerMode.Open, run.Mode);
    }

    [Fact]
    public void Probes_that_nobody_reports_do_not_hold_it_for_ever()
    {
        var run = Opened();
        run.Pass(Policy.Cooldown);
        var lost = run.Acquire(Policy.Probes).Permit!;
        run.Pass(Policy.ProbeTimeout - TimeSpan.FromTicks(1));
        Assert.Null(run.Acquire().Permit);
        run.Pass(TimeSpan.FromTicks(1));
        var next = run.Acquire(Policy.Probes).Permit!;
        Assert.True(next.Generation > lost.Generation);
        run.Report(lost.Generation, CallOutcome.Success, Policy.Probes);
        Assert.Equal(BreakerMode.HalfOpen, run.Mode);
    }

    [Fact]
    public void The_cooldown_doubles_while_probes_fail_and_starts_again_after_a_quiet_time()
    {
        var run = Opened();
        var cooldowns = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            var wait = run.Acquire().TryAfter!.Value - run.Now;
            cooldowns.Add(wait);
            run.Pass(wait);
            run.Report(run.Acquire().Permit!.Generation, Fails);
        }

        Assert.Equal([30, 60, 120, 240, 480, 960, 1_800, 1_800], cooldowns.Select(c => (int)c.TotalSeconds));

        run.Pass(Policy.MaxCooldown);
        run.Report(run.Acquire(Policy.Probes).Permit!.Generation, CallOutcome.Success, Policy.Probes);
        run.Pass(Policy.StableAfter);
        run.Report(run.Acquire(9).Permit!.Generation, Fails, Policy.ConsecutiveFailures);
        Assert.Equal(Policy.Cooldown, run.Acquire().TryAfter!.Value - run.Now);
    }

    [Fact]
    public void An_operator_overrules_it_for_a_time()
    {
        var run = Opened();
        run.Send(new BreakerCommand.Override(BreakerRun.Version, OverrideKind.Closed, run.Now.AddSeconds(10), "known, being mended"), "o1");
        Assert.False(run.Acquire().Permit!.IsProbe);
        run.Send(new BreakerCommand.Override(BreakerRun.Version, OverrideKind.Open, run.Now.AddSeconds(5), "not after all"), "o2");
        Assert.Equal(run.Now.AddSeconds(5), run.Acquire().TryAfter);
        run.Send(new BreakerCommand.Override(BreakerRun.Version, OverrideKind.None, run.Now.AddSeconds(10), "back to normal"), "o3");
        Assert.NotNull(run.Acquire().TryAfter);

        run.Pass(TimeSpan.FromSeconds(10));
        Assert.All((string[])["o1", "o2", "o3"], id => Assert.IsType<BreakerEvent.OverrideEnded>(run.Send(new BreakerCommand.EndOverride(id)).Events.Single()));
        Assert.Empty(run.State.Overrides);
        Assert.Equal(RefusalCode.Invalid, run.Send(new BreakerCommand.Override(BreakerRun.Version, OverrideKind.Open, run.Now, "late")).Refusal!.Code);
    }

    [Fact]
    public void An_override_wakes_its_breaker_when_it_ends()
    {
        var run = new BreakerRun();
        var set = run.Send(new BreakerCommand.Override(BreakerRun.Version, OverrideKind.Open, run.Now.AddHours(1), "reason"), "o/1").Events.Single();
        var timer = Assert.IsType<SetTimer>(BreakerAggregate.React(new AggregateId("t", "breaker", "a"), run.State, set).Single());
        Assert.Equal((run.Now.AddHours(1), (BreakerCommand)new BreakerCommand.EndOverride("o/1")), (timer.At, BreakerAggregate.OnTimer(timer.Name)));
    }

    [Fact]
    public void A_report_that_may_count_already_is_not_taken()
    {
        var run = new BreakerRun();
        var early = new BreakerCommand.Report(BreakerRun.Version, 0, Fails, 1, run.Now);
        run.Send(early, "early");
        for (var i = 0; i < BreakerLimits.MaxReports; i++)
        {
            Assert.True(run.Call(CallOutcome.Success));
        }

        Assert.Equal(BreakerLimits.MaxReports, run.State.Find(BreakerRun.Version)!.Reports.Count);
        Assert.Empty(run.Send(early, "early").Events);
    }

    [Fact]
    public void Many_versions_forget_the_one_that_was_quiet_longest()
    {
        var run = new BreakerRun();
        for (var i = 0; i <= BreakerLimits.MaxVersions; i++)
        {
            run.Send(new BreakerCommand.Report($"v{i}", 0, i == 0 ? CallOutcome.PermanentFailure : CallOutcome.Success, 1, run.Now));
            run.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["v0", "v2", "v3", "v4"], run.State.Versions.Select(v => v.Version));
    }

    [Fact]
    public void A_report_that_comes_again_after_its_version_was_forgotten_is_not_taken()
    {
        var run = new BreakerRun();
        var early = new BreakerCommand.Report("v0", 0, Fails, 1, run.Now);
        run.Send(early, "early");
        for (var i = 1; i <= BreakerLimits.MaxVersions; i++)
        {
            run.Pass(TimeSpan.FromSeconds(1));
            run.Send(new BreakerCommand.Report($"v{i}", 0, Fails, 1, run.Now));
        }

        Assert.Null(run.State.Find("v0"));
        Assert.Empty(run.Send(early, "early").Events);
        run.Pass(TimeSpan.FromSeconds(1));
        run.Send(early with { At = run.Now }, "later");
        Assert.NotNull(run.State.Find("v0"));
        Assert.Empty(run.Send(early, "early").Events);
    }

    private static BreakerRun Opened()
    {
        var run = new BreakerRun();
        for (var i = 0; i < Policy.ConsecutiveFailures; i++)
        {
            run.Call(Fails);
        }

        return run;
    }
}
