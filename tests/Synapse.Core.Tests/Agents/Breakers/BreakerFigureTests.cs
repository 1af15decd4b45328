using Synapse.Core.Agents.Breakers;

namespace Synapse.Core.Tests.Agents.Breakers;

/// <summary>How soon a failing agent is isolated, and how seldom one that is not. The figures are printed; infra/quality/breakers.md keeps them.</summary>
public sealed class BreakerFigureTests(ITestOutputHelper output)
{
    private const int Seeds = 1_000;
    private const int HealthyCalls = 100;
    private const int Calls = 100_000;

    [Theory]
    [InlineData(100, 6)]
    [InlineData(50, 15)]
    public void A_failing_agent_is_isolated(int percent, int allowed)
    {
        Assert.True(Isolation(percent, healthyCalls: 0) <= allowed);
        Assert.True(Isolation(percent, HealthyCalls) <= allowed);
    }

    [Fact]
    public void Total_failure_never_takes_longer() =>
        Assert.All(Enumerable.Range(0, Seeds), seed => Assert.InRange(CallsUntilOpen(seed, 100, seed % 30), 1, 6));

    [Fact]
    public void Few_failures_do_not_open_it()
    {
        const int Runs = 10;
        var trips = Enumerable.Range(0, Runs).Sum(seed => Trips(seed, 5));
        output.WriteLine($"5 % of the calls fail: opened {trips} times in {Runs} runs of {Calls:#,0} calls");
        Assert.True(trips < Runs);
    }

    private int Isolation(int percent, int healthyCalls)
    {
        var calls = Enumerable.Range(0, Seeds).Select(seed => CallsUntilOpen(seed, percent, healthyCalls)).Order().ToList();
        output.WriteLine($"{percent} % of the calls fail after {healthyCalls} that did not: open after a median of {calls[Seeds / 2]} calls, 95 % within {calls[Seeds * 95 / 100]}, most {calls[^1]}, in {Seeds} runs");
        return calls[Seeds / 2];
    }

    private static int CallsUntilOpen(int seed, int percent, int healthyCalls)
    {
        var (run, chance) = (new BreakerRun(), new Random(seed));
        for (var i = 0; i < healthyCalls; i++)
        {
            run.Call(CallOutcome.Success);
        }

        var calls = 0;
        while (run.Mode == BreakerMode.Closed)
        {
            run.Call(chance.Next(100) < percent ? CallOutcome.TransientFailure : CallOutcome.Success);
            calls++;
        }

        return calls;
    }

    private static int Trips(int seed, int percent)
    {
        var (run, chance) = (new BreakerRun(), new Random(seed));
        var calls = 0;
        while (calls < Calls)
        {
            calls += run.Call(chance.Next(100) < percent ? CallOutcome.TransientFailure : CallOutcome.Success) ? 1 : 0;
        }

        return run.Events.OfType<BreakerEvent.Opened>().Count(e => e.Cause != OpenCause.ProbeFailed);
    }
}
