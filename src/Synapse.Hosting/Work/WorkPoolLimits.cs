namespace Synapse.Hosting.Work;

/// <summary>The named limits of a worker pool.</summary>
/// <param name="Concurrency">Pieces of work at the same time. Default: one per processor.</param>
/// <param name="MaxWaiting">Pieces of work that wait; one more is refused and handed out again later. Default 20,000.</param>
/// <param name="RetryAfter">The wait before an answer that the journal did not take is sent again; it doubles up to a hundred times this. Default 100 ms.</param>
public sealed record WorkPoolLimits(int Concurrency, int MaxWaiting, TimeSpan RetryAfter)
{
    public static WorkPoolLimits Default { get; } = new(Environment.ProcessorCount, 20_000, TimeSpan.FromMilliseconds(100));
}
