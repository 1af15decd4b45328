using Synapse.Core.Kernel;

namespace Synapse.Core.Agents.Breakers;

/// <summary>The effects of breaker events: an override wakes its breaker when its time is over. Everything else is found out when somebody asks.</summary>
public static class BreakerReactor
{
    /// <summary>Followed by a slash and the override's id.</summary>
    private const string OverrideTimer = "override";

    public static IReadOnlyList<Effect> React(BreakerEvent @event) => @event switch
    {
        BreakerEvent.Overridden e => [new SetTimer($"{OverrideTimer}/{e.Override.Id}", e.Override.Until)],
        _ => [],
    };

    public static BreakerCommand OnTimer(string name) => new BreakerCommand.EndOverride(name[(OverrideTimer.Length + 1)..]);
}
