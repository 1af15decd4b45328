namespace Synapse.Core.Findings;

/// <summary>One piece of evidence: a line of code (secrets already masked) and what it shows.</summary>
public sealed record Evidence(Location Location, string Snippet, string Note);

/// <summary>Why a finding does not count: <paramref name="Kind"/> is one of <see cref="Kinds"/>.</summary>
public sealed record Suppression(string Kind, string Reason)
{
    public const string InSource = "inSource";
    public const string PathRule = "pathRule";
    public const string Baseline = "baseline";

    /// <summary>Less sure than the policy asks for.</summary>
    public const string Unsure = "confidence";

    /// <summary>Told of at other places of the change.</summary>
    public const string Repeated = "repeated";

    public static IReadOnlyList<string> Kinds { get; } = [InSource, PathRule, Baseline, Unsure, Repeated];
}

/// <summary>The identity of a finding across pushes, rebases, moved lines and renames.</summary>
/// <param name="Primary">Covers the rule, the path's lineage and the normalised code; line numbers are not part of it.</param>
/// <param name="Context">The same without the path: finds it again after a rename that is no longer visible in the diff.</param>
public sealed record Fingerprint(string Primary, string Context);

/// <summary>One typed observation of a specialist.</summary>
/// <param name="RuleId">The rule that fired.</param>
/// <param name="Cwe">CWE numbers, most specific first; may be empty.</param>
/// <param name="Message">Why this is a problem, in one sentence.</param>
/// <param name="Recommendation">What to do about it, in one sentence.</param>
/// <param name="Replacement">New text for the located lines where the fix is certain, else null.</param>
/// <param name="Specialist">Id of the specialist that reported it.</param>
public sealed record Finding(
    string RuleId,
    string Title,
    Category Category,
    ValueList<int> Cwe,
    Severity Severity,
    Confidence Confidence,
    Location Location,
    string Message,
    string Recommendation,
    string? Replacement,
    ValueList<Evidence> Evidence,
    Fingerprint Fingerprint,
    string Specialist,
    Suppression? Suppression = null)
{
    public bool Counts => Suppression is null;
}
