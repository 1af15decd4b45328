namespace Synapse.Core.Agents.Registry;

public abstract record AgentEvent(DateTimeOffset At)
{
    public sealed record Registered(AgentProfile Profile, DateTimeOffset At) : AgentEvent(At);

    /// <summary>A new version is the one that new reviews use.</summary>
    public sealed record VersionAdded(AgentProfile Profile, DateTimeOffset At) : AgentEvent(At);

    public sealed record StatusChanged(AgentStatus Status, string Reason, string CommandId, DateTimeOffset At) : AgentEvent(At);

    public sealed record KeySet(string KeyHash, string CommandId, DateTimeOffset At) : AgentEvent(At);
}
