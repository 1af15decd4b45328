using Synapse.Core.Findings;

namespace Synapse.Core.Reviews;

public enum VerdictStatus
{
    /// <summary>Every assigned specialist read everything in its scope.</summary>
    Complete,
    /// <summary>Something in scope was not read; coverage and escalations say what and why.</summary>
    Partial,
    /// <summary>Nothing was read.</summary>
    Failed,
    Cancelled,
}

public enum DecisionPath
{
    Fast,
    Deep,
}

public enum SpecialistOutcome
{
    Reported,
    Failed,
    TimedOut,
}

/// <summary>How one specialist did.</summary>
/// <param name="Cause">Why there is no report; empty otherwise.</param>
public sealed record SpecialistSummary(
    string Specialist, string Version, SpecialistOutcome Outcome, string Cause, int Findings, long DurationMilliseconds, long CostMicroCredits)
{
    /// <summary>Of a specialist that is no longer pending.</summary>
    public static SpecialistSummary Of(Progress progress) => new(
        progress.Assignment.Specialist,
        progress.Assignment.Version,
        progress.Status switch
        {
            ProgressStatus.Reported => SpecialistOutcome.Reported,
            ProgressStatus.TimedOut => SpecialistOutcome.TimedOut,
            _ => SpecialistOutcome.Failed,
        },
        progress.Cause,
        progress.Report?.Findings.Count ?? 0,
        progress.Report?.DurationMilliseconds ?? 0,
        progress.Report?.CostMicroCredits ?? 0);
}

/// <summary>A finding as one side's claim in a negotiation.</summary>
public sealed record Claim(Finding Finding, bool Won);

/// <summary>Several specialists on the same code: their claims, and which one stands.</summary>
/// <param name="IsConflict">True when they differed in severity.</param>
public sealed record Negotiation(string Policy, ValueList<Claim> Claims, bool IsConflict, Severity Severity)
{
    public Claim Winner => Claims.First(c => c.Won);
}

/// <summary>What changed since the earlier review: fingerprints that came again, and findings that are gone.</summary>
public sealed record Recurrence(string EarlierReviewId, ValueList<string> Recurring, ValueList<EarlierFinding> Resolved);

/// <summary>The review's one outcome.</summary>
/// <param name="Severity">The greatest severity of the findings that count.</param>
/// <param name="Confidence">The share of file x specialist cells in scope that were read in full, lowered to the confidence of the gravest finding.</param>
/// <param name="Findings">Those that count, ordered by severity, confidence, path and line.</param>
/// <param name="Suppressed">Those that do not, with their reasons.</param>
/// <param name="NotRun">Specialists that the decision path left out.</param>
/// <param name="PriceMicroCredits">What is paid to those who reported, as agreed on the market; null without one.</param>
public sealed record Verdict(
    VerdictStatus Status,
    Severity Severity,
    Confidence Confidence,
    ValueList<Finding> Findings,
    ValueList<Finding> Suppressed,
    ValueList<string> Recommendations,
    ValueList<string> Escalations,
    DecisionPath DecisionPath,
    ValueList<string> Rationale,
    ValueList<SpecialistSummary> Specialists,
    ValueList<string> NotRun,
    ValueList<Negotiation> Negotiations,
    ValueList<CoverageRow> Coverage,
    long DurationMilliseconds,
    long CostMicroCredits,
    Recurrence? Recurrence,
    long? PriceMicroCredits = null)
{
    public int SpecialistsResolved => Specialists.Count(s => s.Outcome == SpecialistOutcome.Reported);
}
