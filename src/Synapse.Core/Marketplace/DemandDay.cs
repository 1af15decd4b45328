namespace Synapse.Core.Marketplace;

/// <summary>Sums over the matches of one day that asked for one capability; money is in micro-credits.</summary>
/// <param name="Candidates">Sum of the numbers of agents that could have done it.</param>
/// <param name="Compared">Matches in which there was a second price, and what was paid in these.</param>
public sealed record DemandDay(int Asked, int Filled, long Paid, long Candidates, int Compared, long ComparedPaid, long SecondPrices, long Worth, long Value)
{
    public static DemandDay None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public DemandDay With(CapabilityOutcome outcome)
    {
        var isCompared = outcome is { IsFilled: true, SecondMicroCredits: not null };
        return new DemandDay(
            Asked + 1,
            Filled + (outcome.IsFilled ? 1 : 0),
            Paid + outcome.PaidMicroCredits,
            Candidates + outcome.Candidates,
            Compared + (isCompared ? 1 : 0),
            ComparedPaid + (isCompared ? outcome.PaidMicroCredits : 0),
            SecondPrices + (isCompared ? outcome.SecondMicroCredits!.Value : 0),
            Worth + outcome.WorthMicroCredits,
            Value + outcome.ValueMicroCredits);
    }

    public DemandDay With(DemandDay other) => new(
        Asked + other.Asked, Filled + other.Filled, Paid + other.Paid, Candidates + other.Candidates, Compared + other.Compared,
        ComparedPaid + other.ComparedPaid, SecondPrices + other.SecondPrices, Worth + other.Worth, Value + other.Value);
}
