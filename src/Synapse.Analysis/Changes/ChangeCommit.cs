namespace Synapse.Analysis.Changes;

/// <summary>One commit of a stream of commits (<c>git log -p</c>, <c>git format-patch --stdout</c>), in the order of the stream.</summary>
/// <param name="Id">As written in the stream: the full object id, or shorter with <c>--abbrev-commit</c>; empty for a mail without one.</param>
public sealed record ChangeCommit(string Id, string Author, string Title);
