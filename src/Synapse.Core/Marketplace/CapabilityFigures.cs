namespace Synapse.Core.Marketplace;

/// <summary>How a market did for one capability over some days.</summary>
/// <param name="Capability">As in <see cref="MarketState.KeyOf"/>.</param>
/// <param name="FillRate">The share of the matches asking for it in which somebody was chosen, in basis points.</param>
/// <param name="AveragePriceMicroCredits">Paid per filled match.</param>
/// <param name="Efficiency">The share of the worth that was expected of those chosen, in basis points, whether or not the matches were filled.</param>
/// <param name="CandidatesPerMatchHundredths">How many agents could have done it, on average, in hundredths.</param>
/// <param name="Competitiveness">
/// What was paid beside the price of the best agent not chosen, in basis points, where there was one: below 10,000 the market gives more than
/// its runner-up would for the money, far above it the chosen ones have a hold on it.
/// </param>
/// <param name="Forecast">Matches expected on each of the days to come, in thousandths.</param>
public sealed record CapabilityFigures(
    string Capability,
    int Asked,
    int FillRate,
    long AveragePriceMicroCredits,
    int Efficiency,
    int CandidatesPerMatchHundredths,
    int Competitiveness,
    ValueList<long> Forecast);
