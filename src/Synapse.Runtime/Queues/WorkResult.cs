using Synapse.Core.Queues;

namespace Synapse.Runtime.Queues;

/// <summary>How a worker's attempt at one item ended.</summary>
/// <param name="Failure">Null when it is done.</param>
/// <param name="RetryAfter">What a provider asked for; null for the queue's own backoff.</param>
public sealed record WorkResult(WorkFailure? Failure, string Cause, TimeSpan? RetryAfter)
{
    public static WorkResult Done { get; } = new(null, "", null);

    public static WorkResult Transient(string cause) => new(WorkFailure.Transient, cause, null);

    public static WorkResult Permanent(string cause) => new(WorkFailure.Permanent, cause, null);

    public static WorkResult RateLimited(string cause, TimeSpan? retryAfter) => new(WorkFailure.RateLimited, cause, retryAfter);
}
