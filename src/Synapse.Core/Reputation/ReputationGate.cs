using Synapse.Core.Findings;

namespace Synapse.Core.Reputation;

/// <summary>Work of high severity is for those of whom something is known, however good or bad it is: the score says which.</summary>
public static class ReputationGate
{
    public const Severity From = Severity.High;

    /// <summary>Whether an agent with this score may take work up to this severity.</summary>
    public static bool MayTake(ReputationScore score, Severity severity, ReputationPolicy policy) => severity < From || score.Evidence.Total >= policy.GateEvidence;
}
