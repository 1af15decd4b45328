using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Reviews;

/// <summary>
/// Hands out again the work of reviews that were running when their process ended: work that runs inside a process is gone with it. What
/// is recorded is not done again, and work that some other process still does is answered once, whoever is first.
/// </summary>
public sealed class ReviewRecovery(IEngine engine, IReviewQueries reviews)
{
    private const int Page = 500;

    /// <summary>Call it at a host's start, after the engine has recovered; when it fails, call it again.</summary>
    /// <param name="start">Names this start of the host, so that calling it again changes nothing.</param>
    /// <returns>How many reviews are running.</returns>
    /// <exception cref="AggregateException">Some reviews could not be resumed, each for the reason given; all others were.</exception>
    public async Task<long> ResumeAsync(string start, CancellationToken cancellationToken)
    {
        var (running, failures) = (0L, new List<Exception>());
        IReadOnlyList<AggregateId> page = [];
        do
        {
            page = await reviews.ReadRunningAsync(page.Count == 0 ? null : page[^1], Page, cancellationToken);
            running += page.Count;
            failures.AddRange((await Task.WhenAll(page.Select(id => ResumeAsync(id, start)))).OfType<Exception>());
        }
        while (page.Count == Page);

        return failures.Count == 0 ? running : throw new AggregateException(failures);
    }

    private async Task<Exception?> ResumeAsync(AggregateId id, string start)
    {
        try
        {
            var answer = await engine.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Resume(), "synapse", $"resume/{start}");
            return answer.Refusal is { } refusal ? new InvalidOperationException($"{id} could not be resumed: {refusal.Message}") : null;
        }
        catch (Exception e)
        {
            return new InvalidOperationException($"{id} could not be resumed: {e.Message}", e);
        }
    }
}
