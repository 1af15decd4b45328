namespace Synapse.Core.Marketplace;

/// <summary>How far a price may move with the change and with the demand.</summary>
/// <param name="ComplexityMarkupBasisPoints">Added for a change of full complexity; in proportion for others.</param>
/// <param name="MinDemandBasisPoints">The demand factor's lower bound; 10,000 is the usual demand.</param>
/// <param name="MaxDemandBasisPoints">Its upper bound.</param>
public sealed record QuoteRules(int ComplexityMarkupBasisPoints, int MinDemandBasisPoints, int MaxDemandBasisPoints)
{
    public static QuoteRules Default { get; } = new(5_000, 8_000, 15_000);
}
