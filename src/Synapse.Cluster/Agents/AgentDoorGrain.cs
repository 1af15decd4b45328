using Orleans.Concurrency;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Agents;
using Synapse.Contracts;
using Synapse.Contracts.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;
using Synapse.Hosting.Agents;

namespace Synapse.Cluster.Agents;

/// <summary>An agent's door, on every silo that answers applications: it keeps nothing.</summary>
[GrainType("synapse.agent-door")]
[StatelessWorker]
[Reentrant]
public sealed class AgentDoorGrain(AgentDesk desk) : Grain, IAgentDoorGrain
{
    private AggregateId? Agent => GrainKeys.Read(AgentAggregate.Kind, this.GetPrimaryKeyString());

    public Task<Outcome<AgentWorkList>> ClaimAsync(string key, string claimId, int max, CancellationToken cancellationToken) =>
        Agent is { } agent ? Task.Run(() => desk.ClaimAsync(agent.Tenant, agent.Id, key, claimId, max, cancellationToken), cancellationToken) : Malformed<AgentWorkList>();

    public Task<Outcome<AgentReceipt>> ExtendAsync(string key, AgentWork work, CancellationToken cancellationToken) =>
        Agent is { } agent ? desk.ExtendAsync(agent.Tenant, agent.Id, key, work) : Malformed<AgentReceipt>();

    public Task<Outcome<AgentReceipt>> ReportAsync(string key, AgentWork work, AgentReport report, CancellationToken cancellationToken) =>
        Agent is { } agent ? Task.Run(() => desk.ReportAsync(agent.Tenant, agent.Id, key, work, report, cancellationToken), cancellationToken) : Malformed<AgentReceipt>();

    public Task<Outcome<AgentReceipt>> FailAsync(string key, AgentWork work, string cause, bool isPermanent, CancellationToken cancellationToken) =>
        Agent is { } agent ? desk.FailAsync(agent.Tenant, agent.Id, key, work, cause, isPermanent) : Malformed<AgentReceipt>();

    private static Task<Outcome<T>> Malformed<T>()
        where T : class => Task.FromResult(new Outcome<T>(null, new Problem("invalid", 400, AggregateId.Malformed.Message)));
}
