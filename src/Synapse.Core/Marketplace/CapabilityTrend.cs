namespace Synapse.Core.Marketplace;

/// <summary>How a capability has been lately.</summary>
/// <param name="ForecastThousandths">Matches expected to ask for it today, in thousandths.</param>
/// <param name="UsualThousandths">Matches that asked for it on a day, on average, in thousandths.</param>
/// <param name="Filled">Matches in which somebody was chosen for it.</param>
/// <param name="PaidMicroCredits">In these together.</param>
public sealed record CapabilityTrend(long ForecastThousandths, long UsualThousandths, int Filled, long PaidMicroCredits);
