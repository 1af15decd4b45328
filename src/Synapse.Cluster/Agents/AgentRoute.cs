using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Agents;

/// <summary>Agent commands as calls of the typed grain.</summary>
internal static class AgentRoute
{
    public static Task<Answer<AgentReply>> SendAsync(IGrainFactory grains, AggregateId id, AgentCommand command, CommandContext context)
    {
        var agent = grains.GetGrain<IAgentGrain>(GrainKeys.Of(id));
        return command switch
        {
            AgentCommand.Register c => agent.RegisterAsync(c, context, CancellationToken.None),
            AgentCommand.SetStatus c => agent.SetStatusAsync(c, context, CancellationToken.None),
            AgentCommand.SetKey c => agent.SetKeyAsync(c, context, CancellationToken.None),
            AgentCommand.Verify c => agent.VerifyAsync(c, context, CancellationToken.None),
            AgentCommand.Observe c => agent.ObserveAsync(c, context, CancellationToken.None),
            _ => throw new InvalidOperationException($"no grain method takes a {command.GetType().Name}"),
        };
    }
}
