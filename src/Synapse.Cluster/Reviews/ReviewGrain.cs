using Orleans.Configuration;
using Orleans.Placement;
using Synapse.Cluster.Client.Reviews;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster.Reviews;

/// <summary>One review. Placed at random: reviews are many and small, and so they spread evenly.</summary>
[GrainType("synapse.review")]
[CollectionAgeLimit(Minutes = 5)]
[RandomPlacement]
public sealed class ReviewGrain(StoredForm<ReviewState, ReviewEvent> form, AggregateServices services, WakeBook wakes, HostSettings host)
    : AggregateGrain<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(form, services, wakes, host), IReviewGrain
{
    public Task<Answer<ReviewReply>> RequestAsync(ReviewCommand.Request command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReviewReply>> ReportAsync(ReviewCommand.Report command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReviewReply>> ReportFailureAsync(ReviewCommand.ReportFailure command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReviewReply>> ReachDeadlineAsync(ReviewCommand.ReachDeadline command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReviewReply>> CancelAsync(ReviewCommand.Cancel command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReviewReply>> AnswerFindingAsync(ReviewCommand.AnswerFinding command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReviewReply>> ResumeAsync(ReviewCommand.Resume command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReviewReply>> ObserveAsync(CommandContext context, CancellationToken cancellationToken) => SendAsync(new ReviewCommand.Observe(), context, cancellationToken);
}
