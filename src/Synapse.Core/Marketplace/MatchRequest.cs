namespace Synapse.Core.Marketplace;

/// <summary>What a match is made for. The same request with the same candidates always gives the same decision.</summary>
/// <param name="ReviewId">The seed of ties and of exploration comes from it.</param>
/// <param name="BudgetMicroCredits">The most that all chosen agents may cost together.</param>
/// <param name="Deadline">How long the review has.</param>
public sealed record MatchRequest(
    string ReviewId, ChangeProfile Change, long BudgetMicroCredits, TimeSpan Deadline, MarketPolicy Policy, int PolicyRevision, MarketPulse Pulse);
