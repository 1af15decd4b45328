namespace Synapse.Core.Marketplace;

/// <param name="ListingRevision">The revision of the listing that was chosen.</param>
/// <param name="GainMicroCredits">What it is expected to add to those named before it.</param>
/// <param name="IsTried">Whether it was taken to find out how good it is.</param>
/// <param name="Why">One line for people.</param>
public sealed record ChosenAgent(
    string Agent, string Version, int ListingRevision, ListingTier Tier, long PriceMicroCredits, long GainMicroCredits, bool IsTried, string Why);
