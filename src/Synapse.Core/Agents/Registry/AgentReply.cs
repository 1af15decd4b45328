namespace Synapse.Core.Agents.Registry;

/// <summary>The answer to every agent command.</summary>
/// <param name="Current">The version that new reviews use.</param>
/// <param name="Versions">How many versions are known.</param>
public sealed record AgentReply(AgentStatus Status, string Reason, AgentProfile Current, int Versions);
