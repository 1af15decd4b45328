using Orleans.CodeGeneration;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Client.Agents;

/// <summary>An agent that a tenant knows, keyed <c>tenant/agent</c>. A command is answered once its events are in the journal; a refusal is a value. An exception means that the cluster or its journal cannot be reached: send the same command, with the same id, again.</summary>
[Alias("synapse.IAgentGrain")]
[Version(1)]
public interface IAgentGrain : IAggregateGrain
{
    /// <inheritdoc cref="AgentCommand.Register"/>
    [Alias("Register")]
    Task<Answer<AgentReply>> RegisterAsync(AgentCommand.Register command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="AgentCommand.SetStatus"/>
    [Alias("SetStatus")]
    Task<Answer<AgentReply>> SetStatusAsync(AgentCommand.SetStatus command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="AgentCommand.SetKey"/>
    [Alias("SetKey")]
    Task<Answer<AgentReply>> SetKeyAsync(AgentCommand.SetKey command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="AgentCommand.Verify"/>
    [Alias("Verify")]
    Task<Answer<AgentReply>> VerifyAsync(AgentCommand.Verify command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="AgentCommand.Observe"/>
    [Alias("Observe")]
    Task<Answer<AgentReply>> ObserveAsync(AgentCommand.Observe command, CommandContext context, CancellationToken cancellationToken);
}
