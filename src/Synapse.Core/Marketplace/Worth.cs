namespace Synapse.Core.Marketplace;

/// <summary>What a perfect review of one category of a change is worth, in micro-credits, before the category's weight.</summary>
public sealed record Worth(long BaseMicroCredits, long PerLineMicroCredits)
{
    /// <summary>The most that one category of one change counts for.</summary>
    public const long MaxMicroCredits = 1_000_000_000_000;

    public static Worth Default { get; } = new(200_000, 5_000);

    public long Of(ChangeProfile change, CategoryNeed need) =>
        Math.Min(MaxMicroCredits, BasisPoints.Of(BaseMicroCredits + (PerLineMicroCredits * change.Lines), need.WeightBasisPoints));
}
