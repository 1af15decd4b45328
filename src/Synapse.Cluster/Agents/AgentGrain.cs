using Synapse.Cluster.Client.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster.Agents;

/// <summary>One agent that a tenant knows.</summary>
[GrainType("synapse.agent")]
public sealed class AgentGrain(StoredForm<AgentState, AgentEvent> form, AggregateServices services, WakeBook wakes, HostSettings host)
    : AggregateGrain<AgentAggregate, AgentState, AgentCommand, AgentEvent, AgentReply>(form, services, wakes, host), IAgentGrain
{
    public Task<Answer<AgentReply>> RegisterAsync(AgentCommand.Register command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<AgentReply>> SetStatusAsync(AgentCommand.SetStatus command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<AgentReply>> SetKeyAsync(AgentCommand.SetKey command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<AgentReply>> VerifyAsync(AgentCommand.Verify command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<AgentReply>> ObserveAsync(AgentCommand.Observe command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);
}
