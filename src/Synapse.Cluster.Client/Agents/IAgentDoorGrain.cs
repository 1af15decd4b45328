using Orleans.CodeGeneration;
using Synapse.Contracts;
using Synapse.Contracts.Agents;

namespace Synapse.Cluster.Client.Agents;

/// <summary>The door for an agent that runs elsewhere, keyed <c>tenant/agent</c>; <see cref="RemoteAgent"/> is its other side. The agent's key opens it, and every call is harmless twice.</summary>
[Alias("synapse.IAgentDoorGrain")]
[Version(1)]
public interface IAgentDoorGrain : IGrainWithStringKey
{
    /// <param name="claimId">The caller's own; the same again is answered with the same work.</param>
    [Alias("Claim")]
    Task<Outcome<AgentWorkList>> ClaimAsync(string key, string claimId, int max, CancellationToken cancellationToken);

    /// <summary>Says that the agent is still at work.</summary>
    [Alias("Extend")]
    Task<Outcome<AgentReceipt>> ExtendAsync(string key, AgentWork work, CancellationToken cancellationToken);

    [Alias("Report")]
    Task<Outcome<AgentReceipt>> ReportAsync(string key, AgentWork work, AgentReport report, CancellationToken cancellationToken);

    /// <summary>Gives the work back; with <paramref name="isPermanent"/> the review hears that nothing will come.</summary>
    [Alias("Fail")]
    Task<Outcome<AgentReceipt>> FailAsync(string key, AgentWork work, string cause, bool isPermanent, CancellationToken cancellationToken);
}
