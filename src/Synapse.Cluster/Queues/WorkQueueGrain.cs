using Synapse.Cluster.Client.Queues;
using Synapse.Core.Queues;
using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster.Queues;

/// <summary>One work queue: the single writer of its leases.</summary>
[GrainType("synapse.queue")]
public sealed class WorkQueueGrain(StoredForm<QueueState, QueueEvent> form, AggregateServices services, WakeBook wakes, HostSettings host, WorkWatchers watchers)
    : AggregateGrain<QueueAggregate, QueueState, QueueCommand, QueueEvent, QueueReply>(form, services, wakes, host), IWorkQueueGrain
{
    public Task<Answer<QueueReply>> EnqueueAsync(QueueCommand.Enqueue command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> ClaimAsync(QueueCommand.Claim command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> ExtendAsync(QueueCommand.Extend command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> CompleteAsync(QueueCommand.Complete command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> FailAsync(QueueCommand.Fail command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> CancelAsync(QueueCommand.Cancel command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> RedriveAsync(QueueCommand.Redrive command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> SetModeAsync(QueueCommand.SetMode command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> ConfigureAsync(QueueCommand.Configure command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> ScheduleAsync(QueueCommand.Schedule command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> UnscheduleAsync(QueueCommand.Unschedule command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<QueueReply>> ObserveAsync(QueueCommand.Observe command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task WatchAsync(IWorkWatcher watcher, CancellationToken cancellationToken)
    {
        watchers.Add(this.GetPrimaryKeyString(), watcher);
        return Task.CompletedTask;
    }
}
