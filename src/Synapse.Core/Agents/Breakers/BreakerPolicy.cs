namespace Synapse.Core.Agents.Breakers;

/// <summary>When an agent's version is not called any more, and when it is tried again.</summary>
/// <param name="ConsecutiveFailures">So many failures in a row open the breaker. Default 5.</param>
/// <param name="WindowCalls">The newest calls that are looked at for the rate. Default 14.</param>
/// <param name="WindowFailures">So many failures among them open the breaker. Default 7.</param>
/// <param name="Cooldown">How long it stays open the first time; doubled each time it opens again soon. Default 30 s.</param>
/// <param name="MaxCooldown">The longest that it stays open; after a permanent failure at once. Default 30 min.</param>
/// <param name="StableAfter">Opening again within this time after it closed is "soon". Default 10 min.</param>
/// <param name="Probes">Calls that are let through to find out, and that must all succeed. Default 3.</param>
/// <param name="ProbeTimeout">When probes have not all been reported by then, another set may go. Default 2 min.</param>
public sealed record BreakerPolicy(
    int ConsecutiveFailures, int WindowCalls, int WindowFailures, TimeSpan Cooldown, TimeSpan MaxCooldown, TimeSpan StableAfter, int Probes, TimeSpan ProbeTimeout)
{
    public static BreakerPolicy Default { get; } = new(5, 14, 7, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10), 3, TimeSpan.FromMinutes(2));
}
