namespace Synapse.Storage.Commits;

/// <summary>A commit was sent and nobody knows whether it was done. Every other exception of a commit means that nothing was written.</summary>
internal sealed class CommitOutcomeUnknownException(Exception cause) : Exception("the outcome of a commit is not known", cause);
