namespace Synapse.Core.Agents.Breakers;

/// <summary>Calls that may be made.</summary>
/// <param name="Generation">To be sent back with the report.</param>
/// <param name="Count">As many as were asked for, or fewer.</param>
/// <param name="IsProbe">Whether the breaker finds out with them.</param>
public sealed record Permit(string Version, long Generation, int Count, bool IsProbe);

/// <summary>The answer to every breaker command.</summary>
/// <param name="Permit">Of <see cref="BreakerCommand.Acquire"/>, when calls may be made.</param>
/// <param name="TryAfter">Of <see cref="BreakerCommand.Acquire"/>, when they may not.</param>
/// <param name="State">Of <see cref="BreakerCommand.Observe"/>.</param>
public sealed record BreakerReply(Permit? Permit = null, DateTimeOffset? TryAfter = null, BreakerState? State = null)
{
    public static BreakerReply Noted { get; } = new();
}
