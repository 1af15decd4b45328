namespace Synapse.Core.Agents;

/// <summary>The thresholds of design section 4, "Classification". Shares are basis points.</summary>
public sealed record ClassificationPolicy(
    ValueList<string> DeepLabels,
    int DeepAboveFiles,
    int DeepFromRiskBasisPoints,
    ValueList<string> FastIntents,
    int FastUpToFiles)
{
    public static ClassificationPolicy Default { get; } = new(["security", "performance"], 50, 5_000, ["hotfix"], 10);
}
