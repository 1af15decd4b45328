namespace Synapse.Core.Agents.Breakers;

/// <summary>Why a breaker opened.</summary>
public enum OpenCause
{
    ConsecutiveFailures,
    FailureRate,
    PermanentFailure,
    ProbeFailed,
}

/// <summary>What happened to the breakers of an agent. The journaled names are in the runtime's codec and never change.</summary>
public abstract record BreakerEvent(DateTimeOffset At)
{
    /// <summary>Calls ended, as far as that matters to the breaker.</summary>
    public sealed record Reported(string Version, CallReport Report, DateTimeOffset At) : BreakerEvent(At);

    /// <param name="Trips">How often it has opened without staying closed for long in between.</param>
    /// <param name="RetryAt">When probes may go.</param>
    public sealed record Opened(string Version, long Generation, OpenCause Cause, int Trips, DateTimeOffset RetryAt, DateTimeOffset At) : BreakerEvent(At);

    /// <summary>A new set of probes may go.</summary>
    /// <param name="Since">When it was first asked for.</param>
    public sealed record HalfOpened(string Version, long Generation, DateTimeOffset Since, DateTimeOffset At) : BreakerEvent(At);

    public sealed record ProbesGranted(string Version, ProbeGrant Grant, DateTimeOffset At) : BreakerEvent(At);

    public sealed record Closed(string Version, long Generation, DateTimeOffset At) : BreakerEvent(At);

    public sealed record Overridden(BreakerOverride Override, DateTimeOffset At) : BreakerEvent(At);

    /// <param name="Id">Of the override whose time is over.</param>
    public sealed record OverrideEnded(string Id, DateTimeOffset At) : BreakerEvent(At);

    /// <summary>A version made room for another one.</summary>
    /// <param name="Horizon">Reports up to this instant of versions without a breaker are not taken.</param>
    public sealed record VersionForgotten(string Version, DateTimeOffset Horizon, DateTimeOffset At) : BreakerEvent(At);
}
