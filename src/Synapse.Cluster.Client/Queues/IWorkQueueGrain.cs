using Orleans.CodeGeneration;
using Synapse.Core.Queues;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Client.Queues;

/// <summary>A work queue, keyed <c>tenant/name</c>. A command is answered once its events are in the journal; a refusal is a value. An exception means that the cluster or its journal cannot be reached: send the same command, with the same id, again.</summary>
[Alias("synapse.IWorkQueueGrain")]
[Version(1)]
public interface IWorkQueueGrain : IAggregateGrain
{
    /// <inheritdoc cref="QueueCommand.Enqueue"/>
    [Alias("Enqueue")]
    Task<Answer<QueueReply>> EnqueueAsync(QueueCommand.Enqueue command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Claim"/>
    [Alias("Claim")]
    Task<Answer<QueueReply>> ClaimAsync(QueueCommand.Claim command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Extend"/>
    [Alias("Extend")]
    Task<Answer<QueueReply>> ExtendAsync(QueueCommand.Extend command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Complete"/>
    [Alias("Complete")]
    Task<Answer<QueueReply>> CompleteAsync(QueueCommand.Complete command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Fail"/>
    [Alias("Fail")]
    Task<Answer<QueueReply>> FailAsync(QueueCommand.Fail command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Cancel"/>
    [Alias("Cancel")]
    Task<Answer<QueueReply>> CancelAsync(QueueCommand.Cancel command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Redrive"/>
    [Alias("Redrive")]
    Task<Answer<QueueReply>> RedriveAsync(QueueCommand.Redrive command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.SetMode"/>
    [Alias("SetMode")]
    Task<Answer<QueueReply>> SetModeAsync(QueueCommand.SetMode command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Configure"/>
    [Alias("Configure")]
    Task<Answer<QueueReply>> ConfigureAsync(QueueCommand.Configure command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Schedule"/>
    [Alias("Schedule")]
    Task<Answer<QueueReply>> ScheduleAsync(QueueCommand.Schedule command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Unschedule"/>
    [Alias("Unschedule")]
    Task<Answer<QueueReply>> UnscheduleAsync(QueueCommand.Unschedule command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="QueueCommand.Observe"/>
    [Alias("Observe")]
    Task<Answer<QueueReply>> ObserveAsync(QueueCommand.Observe command, CommandContext context, CancellationToken cancellationToken);

    /// <summary>Tells the watcher each time the queue has work to give, for the next minutes; call it again before <see cref="IWorkWatcher.Lasts"/> is over. What is not told is not lost: a claim finds it.</summary>
    [Alias("Watch")]
    Task WatchAsync(IWorkWatcher watcher, CancellationToken cancellationToken);
}
