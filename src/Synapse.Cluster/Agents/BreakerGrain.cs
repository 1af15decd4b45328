using Synapse.Cluster.Client.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster.Agents;

/// <summary>The circuit breakers of one agent, one per version.</summary>
[GrainType("synapse.breaker")]
public sealed class BreakerGrain(StoredForm<BreakerState, BreakerEvent> form, AggregateServices services, WakeBook wakes, HostSettings host)
    : AggregateGrain<BreakerAggregate, BreakerState, BreakerCommand, BreakerEvent, BreakerReply>(form, services, wakes, host), IBreakerGrain
{
    public Task<Answer<BreakerReply>> AcquireAsync(BreakerCommand.Acquire command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BreakerReply>> ReportAsync(BreakerCommand.Report command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BreakerReply>> OverrideAsync(BreakerCommand.Override command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BreakerReply>> ObserveAsync(BreakerCommand.Observe command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);
}
