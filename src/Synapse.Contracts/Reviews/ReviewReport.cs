namespace Synapse.Contracts.Reviews;

/// <summary>One review as every report tells it: what <c>synapse review --json</c> writes. Read it with <see cref="ReviewReportReader"/>.</summary>
/// <param name="SchemaVersion">Version of this shape; its first number changes when a reader of the old shape would break.</param>
/// <param name="ReviewId">The review's id, unique in its tenant.</param>
/// <param name="ToolVersion">The version of Synapse that reviewed.</param>
/// <param name="Change">What was reviewed.</param>
/// <param name="Status"><c>complete</c>, <c>partial</c> (something in scope was not read), <c>failed</c> (nothing was read) or <c>cancelled</c>.</param>
/// <param name="Severity">The greatest severity of <paramref name="Findings"/>: <c>none</c>, <c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</param>
/// <param name="Confidence">From 0 to 1: the share of what was in scope and read in full, lowered to the confidence of the gravest finding.</param>
/// <param name="Gate">What decided the exit code.</param>
/// <param name="Findings">The findings that count, by severity, confidence, path and line.</param>
/// <param name="Suppressed">The findings that do not count, each with its reason.</param>
/// <param name="Recommendations">What to do, each once.</param>
/// <param name="Escalations">What a person should look at.</param>
/// <param name="Negotiations">Where several specialists spoke of the same code.</param>
/// <param name="Metadata">How the review went and what it cost.</param>
/// <param name="Coverage">One row per file and specialist: what was read, and why what was not.</param>
/// <param name="Clips">Limits that were reached while the change was read.</param>
public sealed record ReviewReport(
    string SchemaVersion,
    string ReviewId,
    string ToolVersion,
    ReportChange Change,
    string Status,
    string Severity,
    decimal Confidence,
    ReportGate Gate,
    IReadOnlyList<ReportFinding> Findings,
    IReadOnlyList<ReportFinding> Suppressed,
    IReadOnlyList<string> Recommendations,
    IReadOnlyList<string> Escalations,
    IReadOnlyList<ReportNegotiation> Negotiations,
    ReportMetadata Metadata,
    IReadOnlyList<ReportCoverage> Coverage,
    IReadOnlyList<ReportClip> Clips);

/// <summary>The change that was reviewed.</summary>
/// <param name="Source">The source in words, such as <c>commit 1a2b3c4</c>.</param>
/// <param name="Title">First line of the commit message, or empty.</param>
/// <param name="BaseRevision">Object id of the old side, or empty.</param>
/// <param name="HeadRevision">Object id of the new side, or empty.</param>
/// <param name="FilesChanged">Number of files.</param>
/// <param name="LinesAdded">Number of added lines.</param>
/// <param name="LinesRemoved">Number of removed lines.</param>
public sealed record ReportChange(string Source, string Title, string BaseRevision, string HeadRevision, int FilesChanged, int LinesAdded, int LinesRemoved);

/// <summary>The gate of the run.</summary>
/// <param name="FailOn">The lowest severity that fails; <c>none</c> for no gate.</param>
/// <param name="ExitCode">0 passed, 1 findings at or above the gate, 3 not complete.</param>
public sealed record ReportGate(string FailOn, int ExitCode);

/// <summary>One finding.</summary>
/// <param name="RuleId">The rule; <c>synapse explain</c> tells more.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Category"><c>security</c>, <c>secrets</c>, <c>performance</c>, <c>correctness</c>, <c>maintainability</c> or <c>process</c>.</param>
/// <param name="Cwe">CWE numbers, most specific first.</param>
/// <param name="Severity"><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Message">Why this is a problem, in one sentence.</param>
/// <param name="Recommendation">What to do, in one sentence.</param>
/// <param name="Replacement">The located lines with a certain fix, or null.</param>
/// <param name="Evidence">The code that shows it, secrets masked.</param>
/// <param name="Fingerprint">Its identity across pushes, moved lines and renames that the change shows.</param>
/// <param name="ContextFingerprint">The same without the path.</param>
/// <param name="Specialist">Who reported it.</param>
/// <param name="Recurring">Whether the earlier review had it; null without one.</param>
/// <param name="Suppression">Why it does not count; null when it does.</param>
public sealed record ReportFinding(
    string RuleId,
    string Title,
    string Category,
    IReadOnlyList<int> Cwe,
    string Severity,
    decimal Confidence,
    ReportLocation Location,
    string Message,
    string Recommendation,
    string? Replacement,
    IReadOnlyList<ReportEvidence> Evidence,
    string Fingerprint,
    string ContextFingerprint,
    string Specialist,
    bool? Recurring,
    ReportSuppression? Suppression);

/// <summary>A place in a file. Lines and columns are 1-based and inclusive, columns in UTF-16 units; 0 means not known.</summary>
/// <param name="Path">Relative to the repository, forward slashes.</param>
/// <param name="Side"><c>new</c>, or <c>old</c> for removed lines, numbered as before the change.</param>
/// <param name="StartLine">First line.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="StartColumn">First column.</param>
/// <param name="EndColumn">Last column.</param>
public sealed record ReportLocation(string Path, string Side, int StartLine, int EndLine, int StartColumn, int EndColumn);

/// <summary>A piece of code and what it shows.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Snippet">The code, secrets masked.</param>
/// <param name="Note">What it shows, or empty.</param>
public sealed record ReportEvidence(ReportLocation Location, string Snippet, string Note);

/// <summary>Why a finding does not count.</summary>
/// <param name="Kind"><c>inSource</c>, <c>pathRule</c>, <c>baseline</c>, <c>confidence</c> or <c>repeated</c>.</param>
/// <param name="Reason">The reason that was given.</param>
public sealed record ReportSuppression(string Kind, string Reason);

/// <summary>Several specialists on the same code.</summary>
/// <param name="Policy">The policy that decided.</param>
/// <param name="Conflict">Whether they differed in severity.</param>
/// <param name="Severity">What stands.</param>
/// <param name="Claims">What each said.</param>
public sealed record ReportNegotiation(string Policy, bool Conflict, string Severity, IReadOnlyList<ReportClaim> Claims);

/// <summary>One side of a negotiation.</summary>
/// <param name="Specialist">Who said it.</param>
/// <param name="Won">Whether it stands.</param>
/// <param name="Finding">What was said.</param>
public sealed record ReportClaim(string Specialist, bool Won, ReportFinding Finding);

/// <summary>How the review went.</summary>
/// <param name="DecisionPath"><c>fast</c> or <c>deep</c>.</param>
/// <param name="Rationale">Every reason for the path.</param>
/// <param name="SpecialistsResolved">How many specialists reported.</param>
/// <param name="Specialists">How each did.</param>
/// <param name="NotRun">Who was left out by the path.</param>
/// <param name="DurationMs">Wall time in milliseconds.</param>
/// <param name="Negotiations">Number of negotiations.</param>
/// <param name="CostMicroCredits">Cost in millionths of a credit.</param>
/// <param name="EarlierReviewId">The review this one follows, or null.</param>
/// <param name="ResolvedSinceEarlier">Findings of that one that are gone, or null.</param>
public sealed record ReportMetadata(
    string DecisionPath,
    IReadOnlyList<string> Rationale,
    int SpecialistsResolved,
    IReadOnlyList<ReportSpecialist> Specialists,
    IReadOnlyList<string> NotRun,
    long DurationMs,
    int Negotiations,
    long CostMicroCredits,
    string? EarlierReviewId,
    int? ResolvedSinceEarlier)
{
    /// <summary>What is paid to the specialists that reported, as agreed on the market, in millionths of a credit; null without a market.</summary>
    public long? PriceMicroCredits { get; init; }
}

/// <summary>How one specialist did.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Outcome"><c>reported</c>, <c>failed</c> or <c>timedOut</c>.</param>
/// <param name="Cause">Why it did not report, or empty.</param>
/// <param name="Findings">How many findings it reported.</param>
/// <param name="DurationMs">Wall time in milliseconds.</param>
/// <param name="CostMicroCredits">Cost in millionths of a credit.</param>
public sealed record ReportSpecialist(string Id, string Version, string Outcome, string Cause, int Findings, long DurationMs, long CostMicroCredits);

/// <summary>What one specialist did with one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Specialist">The specialist.</param>
/// <param name="Status"><c>read</c>, <c>skipped</c>, <c>clipped</c>, <c>timedOut</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it was not read in full, or empty.</param>
public sealed record ReportCoverage(string Path, string Specialist, string Status, string Reason);

/// <summary>A limit that was reached.</summary>
/// <param name="Path">The file, or empty for the whole input.</param>
/// <param name="Limit">The limit's name.</param>
/// <param name="Message">What was left out.</param>
public sealed record ReportClip(string Path, string Limit, string Message);
