namespace Synapse.Core.Agents.Breakers;

public abstract record BreakerCommand
{
    /// <summary>Asks whether a version may be called so many times. Where the breaker is closed, this changes nothing.</summary>
    /// <param name="At">When it was first asked, UTC: asked again later, the answer is not one of that later time.</param>
    public sealed record Acquire(string Version, int Count, DateTimeOffset At) : BreakerCommand;

    /// <summary>Says how calls ended.</summary>
    /// <param name="Generation">Of the permit that the calls had.</param>
    /// <param name="At">When the last of them ended, UTC.</param>
    public sealed record Report(string Version, long Generation, CallOutcome Outcome, int Count, DateTimeOffset At) : BreakerCommand;

    /// <summary>An operator decides, for a time.</summary>
    public sealed record Override(string Version, OverrideKind Kind, DateTimeOffset Until, string Reason) : BreakerCommand;

    /// <summary>The time of an override is over.</summary>
    public sealed record EndOverride(string Id) : BreakerCommand;

    /// <summary>Changes nothing; the reply says where all breakers stand.</summary>
    public sealed record Observe : BreakerCommand;
}
