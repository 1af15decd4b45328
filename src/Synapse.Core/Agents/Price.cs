namespace Synapse.Core.Agents;

/// <summary>What one review by the agent costs, in micro-credits; 0 for deterministic specialists.</summary>
public sealed record Price(long PerReviewMicroCredits, long PerThousandLinesMicroCredits)
{
    public static Price Free { get; } = new(0, 0);
}
