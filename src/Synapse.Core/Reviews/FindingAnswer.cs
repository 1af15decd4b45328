namespace Synapse.Core.Reviews;

/// <summary>What a person says of a finding.</summary>
public enum FindingAnswerKind
{
    /// <summary>It is right.</summary>
    Accepted,
    /// <summary>It is wrong.</summary>
    FalsePositive,
    /// <summary>It is right, and stays as it is.</summary>
    WontFix,
}

/// <summary>A person's answer to one finding of a verdict. The last one of a person stands.</summary>
/// <param name="Fingerprint">The finding's primary fingerprint.</param>
/// <param name="Reason">Why; empty only where the finding is accepted.</param>
/// <param name="CommandId">Of the command that gave it; the same command again changes nothing.</param>
public sealed record FindingAnswer(string Fingerprint, FindingAnswerKind Kind, string Reason, string Actor, string CommandId);
