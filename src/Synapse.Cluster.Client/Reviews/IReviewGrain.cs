using Orleans.CodeGeneration;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Cluster.Client.Reviews;

/// <summary>
/// One review. A command is answered once its events are in the journal; a refusal is a value. An exception means that the cluster or its journal
/// cannot be reached: send the same command, with the same id, again. Cancelling a call stops the waiting, not the command.
/// </summary>
[Alias("synapse.IReviewGrain")]
[Version(1)]
public interface IReviewGrain : IAggregateGrain
{
    /// <inheritdoc cref="ReviewCommand.Request"/>
    [Alias("Request")]
    Task<Answer<ReviewReply>> RequestAsync(ReviewCommand.Request command, CommandContext context, CancellationToken cancellationToken);

    /// <summary>Takes a specialist's report. A second one is a duplicate and changes nothing.</summary>
    [Alias("Report")]
    Task<Answer<ReviewReply>> ReportAsync(ReviewCommand.Report command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReviewCommand.ReportFailure"/>
    [Alias("ReportFailure")]
    Task<Answer<ReviewReply>> ReportFailureAsync(ReviewCommand.ReportFailure command, CommandContext context, CancellationToken cancellationToken);

    /// <summary>Says that a deadline has come. One that has not, by the silo's clock, changes nothing.</summary>
    [Alias("ReachDeadline")]
    Task<Answer<ReviewReply>> ReachDeadlineAsync(ReviewCommand.ReachDeadline command, CommandContext context, CancellationToken cancellationToken);

    /// <summary>Stops the review; its work is recalled. One that has ended stays as it is.</summary>
    [Alias("Cancel")]
    Task<Answer<ReviewReply>> CancelAsync(ReviewCommand.Cancel command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReviewCommand.AnswerFinding"/>
    [Alias("AnswerFinding")]
    Task<Answer<ReviewReply>> AnswerFindingAsync(ReviewCommand.AnswerFinding command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReviewCommand.Resume"/>
    [Alias("Resume")]
    Task<Answer<ReviewReply>> ResumeAsync(ReviewCommand.Resume command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReviewCommand.Observe"/>
    [Alias("Observe")]
    Task<Answer<ReviewReply>> ObserveAsync(CommandContext context, CancellationToken cancellationToken);
}
