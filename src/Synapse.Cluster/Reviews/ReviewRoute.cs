using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Reviews;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Cluster.Reviews;

/// <summary>Review commands as calls of the typed grain.</summary>
internal static class ReviewRoute
{
    public static Task<Answer<ReviewReply>> SendAsync(IGrainFactory grains, AggregateId id, ReviewCommand command, CommandContext context)
    {
        var review = grains.GetGrain<IReviewGrain>(GrainKeys.Of(id));
        return command switch
        {
            ReviewCommand.Request c => review.RequestAsync(c, context, CancellationToken.None),
            ReviewCommand.Report c => review.ReportAsync(c, context, CancellationToken.None),
            ReviewCommand.ReportFailure c => review.ReportFailureAsync(c, context, CancellationToken.None),
            ReviewCommand.ReachDeadline c => review.ReachDeadlineAsync(c, context, CancellationToken.None),
            ReviewCommand.Cancel c => review.CancelAsync(c, context, CancellationToken.None),
            ReviewCommand.AnswerFinding c => review.AnswerFindingAsync(c, context, CancellationToken.None),
            ReviewCommand.Resume c => review.ResumeAsync(c, context, CancellationToken.None),
            ReviewCommand.Observe => review.ObserveAsync(context, CancellationToken.None),
            _ => throw new InvalidOperationException($"no grain method takes a {command.GetType().Name}"),
        };
    }
}
