namespace Synapse.Storage.Commits;

/// <summary>The named limits of group commit.</summary>
/// <param name="MaxBatch">Appends and marks in one commit. Default 1,024.</param>
/// <param name="MaxBatchBytes">Bytes of one commit; a single append may be larger and then goes alone. Default 8 MiB.</param>
/// <param name="MaxAppendBytes">Bytes of one append; a larger one is refused. Default 64 MiB.</param>
/// <param name="MaxAppendEvents">Events of one append; more are refused. Default 10,000.</param>
/// <param name="MaxWaiting">Appends and marks that wait for a commit; further callers wait for room. Default 16,384.</param>
public sealed record CommitLimits(int MaxBatch, int MaxBatchBytes, int MaxAppendBytes, int MaxAppendEvents, int MaxWaiting)
{
    public static CommitLimits Default { get; } = new(1_024, 8 << 20, 64 << 20, 10_000, 16_384);

    /// <summary>How long marks of what was done, which no one waits for, wait for an append to be committed with.</summary>
    public TimeSpan MarkDelay { get; init; } = TimeSpan.FromMilliseconds(5);
}
