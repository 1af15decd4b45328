using System.Globalization;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Kernel;

namespace Synapse.Core.Tests.Agents.Breakers;

/// <summary>A breaker that is sent one command after another, at instants that the test chooses.</summary>
internal sealed class BreakerRun
{
    public const string Version = "1.0";

    private int _commands;

    public BreakerState State { get; private set; } = BreakerState.Empty;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public List<BreakerEvent> Events { get; } = [];

    public BreakerMode Mode => State.Find(Version)?.Mode ?? BreakerMode.Closed;

    public void Pass(TimeSpan time) => Now += time;

    public BreakerReply Acquire(int count = 1) => Send(new BreakerCommand.Acquire(Version, count, Now)).Reply!;

    public void Report(long generation, CallOutcome outcome, int count = 1) => Send(new BreakerCommand.Report(Version, generation, outcome, count, Now));

    /// <summary>One call after another, a second apart; gives whether it was let through.</summary>
    public bool Call(CallOutcome outcome)
    {
        Pass(TimeSpan.FromSeconds(1));
        if (Acquire().Permit is not { } permit)
        {
            return false;
        }

        Report(permit.Generation, outcome);
        return true;
    }

    public Decision<BreakerEvent, BreakerReply> Send(BreakerCommand command, string? id = null)
    {
        var decision = BreakerDecider.Decide(State, command, new Facts(Now, "tester", id ?? (_commands++).ToString(CultureInfo.InvariantCulture)));
        State = decision.Events.Aggregate(State, BreakerState.Evolve);
        Events.AddRange(decision.Events.Where(e => e is not BreakerEvent.Reported));
        return decision;
    }
}
