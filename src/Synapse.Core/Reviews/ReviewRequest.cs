namespace Synapse.Core.Reviews;

/// <summary>One file of the change under review.</summary>
public sealed record ReviewFile(string Path, int AddedLines, int RemovedLines);

/// <summary>A finding of an earlier review of the same change, to tell what is new and what is gone.</summary>
public sealed record EarlierFinding(string RuleId, string Path, string Primary, string Context);

/// <summary>The review that this one follows, after a push or on demand.</summary>
public sealed record EarlierReview(string ReviewId, ValueList<EarlierFinding> Findings);

/// <summary>What is asked for: one change, named well enough to decide how to review it.</summary>
/// <param name="FilesChanged">Number of files; equals the length of <paramref name="Files"/> where that is given.</param>
/// <param name="Intent">What the author means to do, such as <c>feature</c>, <c>fix</c>, <c>hotfix</c>; free text.</param>
/// <param name="RiskBasisPoints">The caller's estimate from 0 to 10,000; 0 when it gave none.</param>
/// <param name="ContentDigest">SHA-256 of the change's content, or empty; part of what makes two requests the same.</param>
/// <param name="Repository">Which repository the change is of, as its owner names it; null when that is not known.</param>
/// <param name="Team">Who pays for the review; null for nobody in particular.</param>
/// <param name="HotFunctions">Functions on a hot path, from <c>metadata.hotFunctions</c>.</param>
public sealed record ReviewRequest(
    string Title,
    string Author,
    string BaseRevision,
    string HeadRevision,
    ValueList<string> Labels,
    string Intent,
    int RiskBasisPoints,
    int FilesChanged,
    ValueList<ReviewFile> Files,
    string ContentDigest,
    ValueList<string> HotFunctions,
    EarlierReview? Earlier = null,
    string? Repository = null,
    string? Team = null)
{
    public int ChangedLines => Files.Sum(f => f.AddedLines + f.RemovedLines);
}
