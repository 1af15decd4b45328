namespace Synapse.Storage.Commits;

/// <summary>The database refused a commit because of what is in it and has written nothing; one member may be to blame.</summary>
/// <param name="isConflict">Something that must be unique was there already.</param>
internal sealed class CommitRejectedException(Exception cause, bool isConflict) : Exception("the database refused a commit", cause)
{
    public bool IsConflict { get; } = isConflict;
}
