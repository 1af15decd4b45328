using Synapse.Core.Findings;

namespace Synapse.Core.Reviews;

/// <summary>Which coordinator reviews, and when a finished review counts as failed for whoever waits for it.</summary>
/// <param name="CoordinatorId">The coordinator of reviews that name none.</param>
/// <param name="FailOn">The lowest severity that fails a review; <see cref="Severity.None"/> means findings never fail one.</param>
/// <param name="AllowIncomplete">Whether a verdict over partly unread code may still pass. Default no.</param>
public sealed record ReviewPolicy(string CoordinatorId, Severity FailOn, bool AllowIncomplete)
{
    public static ReviewPolicy Default { get; } = new("coordinator", Severity.High, AllowIncomplete: false);

    /// <summary>Whether findings of this severity fail the review.</summary>
    public bool Fails(Severity severity) => FailOn != Severity.None && severity >= FailOn;

    /// <summary>The exit code that tells a pipeline the verdict: 0 it passes, 1 its findings fail it, 3 it does not cover everything, and that is not allowed.</summary>
    public int ExitCodeOf(Verdict verdict) => Fails(verdict.Severity) ? 1 : verdict.Status != VerdictStatus.Complete && !AllowIncomplete ? 3 : 0;
}
