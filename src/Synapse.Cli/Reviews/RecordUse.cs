namespace Synapse.Cli.Reviews;

/// <summary>What a review leaves in the journal and takes from it.</summary>
/// <param name="IsKept">Whether the change is stored, so that the review can be resumed and run again.</param>
/// <param name="IsFresh">Whether every specialist is asked, though the same one has answered for the same input before.</param>
internal sealed record RecordUse(bool IsKept, bool IsFresh)
{
    /// <summary>For a review that nobody will look for again.</summary>
    public static RecordUse None { get; } = new(false, true);
}
