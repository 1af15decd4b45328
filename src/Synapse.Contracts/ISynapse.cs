using Synapse.Contracts.Reviews;
using Synapse.Contracts.Signals;

namespace Synapse.Contracts;

/// <summary>
/// Synapse as an application uses it, for one tenant and in one person's or application's name: the same whether it runs in this process or
/// in a cluster. What is expected to go wrong is a <see cref="Problem"/> in the answer; an exception means that Synapse or its storage cannot be
/// reached, and that the call may be made again: every one is harmless twice. May be used from any thread.
/// </summary>
public interface ISynapse
{
    /// <summary>
    /// Asks for a review and returns once it is accepted and durable, before it is done. The same submission under the same id is accepted again
    /// and changes nothing; another one under an id that is taken is a conflict.
    /// </summary>
    Task<Outcome<ReviewTicket>> SubmitAsync(ReviewSubmission submission, CancellationToken cancellationToken = default);

    /// <summary>Where a review stands.</summary>
    Task<Outcome<ReviewTicket>> FindAsync(string reviewId, CancellationToken cancellationToken = default);

    /// <summary>The report of a review that has a verdict; a problem (<c>wrong-state</c>) before.</summary>
    Task<Outcome<ReviewReport>> ReadReportAsync(string reviewId, CancellationToken cancellationToken = default);

    /// <summary>Stops a review. One that has ended stays as it is.</summary>
    Task<Outcome<ReviewTicket>> CancelAsync(string reviewId, string reason, CancellationToken cancellationToken = default);

    /// <summary>Says what a person thinks of a finding.</summary>
    Task<Outcome<ReviewTicket>> AnswerAsync(string reviewId, FindingResponse response, CancellationToken cancellationToken = default);

    /// <summary>
    /// The signals of a review, each once, from now on or from its first one where the streams are kept, until it has ended
    /// (<c>review.summarised</c> or <c>review.cancelled</c>) or the caller stops listening.
    /// </summary>
    IAsyncEnumerable<SignalMessage> FollowAsync(string reviewId, CancellationToken cancellationToken = default);
}
