namespace Synapse.Core.Reputation;

/// <summary>What a judgement does to the score.</summary>
public enum EvidenceUse
{
    /// <summary>It is what is known of its subject.</summary>
    Truth,
    /// <summary>It is one of the opinions on a subject of which nothing is known.</summary>
    Opinion,
    /// <summary>What is known of its subject says it all; the opinion shows how far its rater is to be believed.</summary>
    Calibration,
    /// <summary>A newer known truth of the same subject took its place.</summary>
    Outdated,
    /// <summary>It is the word of the agent's owner.</summary>
    SameOwner,
}
