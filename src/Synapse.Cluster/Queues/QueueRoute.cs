using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Queues;
using Synapse.Core.Queues;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Queues;

/// <summary>Queue commands as calls of the typed grain.</summary>
internal static class QueueRoute
{
    public static Task<Answer<QueueReply>> SendAsync(IGrainFactory grains, AggregateId id, QueueCommand command, CommandContext context)
    {
        var queue = grains.GetGrain<IWorkQueueGrain>(GrainKeys.Of(id));
        return command switch
        {
            QueueCommand.Enqueue c => queue.EnqueueAsync(c, context, CancellationToken.None),
            QueueCommand.Claim c => queue.ClaimAsync(c, context, CancellationToken.None),
            QueueCommand.Extend c => queue.ExtendAsync(c, context, CancellationToken.None),
            QueueCommand.Complete c => queue.CompleteAsync(c, context, CancellationToken.None),
            QueueCommand.Fail c => queue.FailAsync(c, context, CancellationToken.None),
            QueueCommand.Cancel c => queue.CancelAsync(c, context, CancellationToken.None),
            QueueCommand.Redrive c => queue.RedriveAsync(c, context, CancellationToken.None),
            QueueCommand.SetMode c => queue.SetModeAsync(c, context, CancellationToken.None),
            QueueCommand.Configure c => queue.ConfigureAsync(c, context, CancellationToken.None),
            QueueCommand.Schedule c => queue.ScheduleAsync(c, context, CancellationToken.None),
            QueueCommand.Unschedule c => queue.UnscheduleAsync(c, context, CancellationToken.None),
            QueueCommand.Observe c => queue.ObserveAsync(c, context, CancellationToken.None),
            _ => throw new InvalidOperationException($"no grain method takes a {command.GetType().Name}"),
        };
    }
}
