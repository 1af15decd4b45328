using Orleans.CodeGeneration;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Client.Agents;

/// <summary>The circuit breakers of an agent, keyed <c>tenant/agent</c>. A command is answered once its events are in the journal; a refusal is a value. An exception means that the cluster or its journal cannot be reached: send the same command, with the same id, again.</summary>
[Alias("synapse.IBreakerGrain")]
[Version(1)]
public interface IBreakerGrain : IAggregateGrain
{
    /// <inheritdoc cref="BreakerCommand.Acquire"/>
    [Alias("Acquire")]
    Task<Answer<BreakerReply>> AcquireAsync(BreakerCommand.Acquire command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BreakerCommand.Report"/>
    [Alias("Report")]
    Task<Answer<BreakerReply>> ReportAsync(BreakerCommand.Report command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BreakerCommand.Override"/>
    [Alias("Override")]
    Task<Answer<BreakerReply>> OverrideAsync(BreakerCommand.Override command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BreakerCommand.Observe"/>
    [Alias("Observe")]
    Task<Answer<BreakerReply>> ObserveAsync(BreakerCommand.Observe command, CommandContext context, CancellationToken cancellationToken);
}
