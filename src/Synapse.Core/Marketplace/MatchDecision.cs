namespace Synapse.Core.Marketplace;

/// <summary>A match, with all that is needed to see why it came out so.</summary>
/// <param name="Seed">Of ties and of exploration.</param>
/// <param name="Chosen">In the order in which they were taken.</param>
/// <param name="Weighed">The chosen and the best of the others, at most <see cref="MaxWeighed"/>.</param>
/// <param name="Reasons">All candidates that were not chosen, counted by reason.</param>
/// <param name="PriceMicroCredits">Of the chosen together.</param>
/// <param name="ValueMicroCredits">What is expected of the chosen together.</param>
/// <param name="IsOptimal">Whether every set of candidates was compared; otherwise the better of two quick ways to choose was taken.</param>
public sealed record MatchDecision(
    string ReviewId,
    long Seed,
    int PolicyRevision,
    long BudgetMicroCredits,
    TimeSpan Deadline,
    MarketPulse Pulse,
    ValueList<ChosenAgent> Chosen,
    ValueList<ScoredCandidate> Weighed,
    ValueList<ReasonCount> Reasons,
    long PriceMicroCredits,
    long ValueMicroCredits,
    bool IsOptimal)
{
    /// <summary>Agents that can be chosen for one change.</summary>
    public const int MaxChosen = 16;

    /// <summary>Candidates that are told of one by one; the others are in the counts.</summary>
    public const int MaxWeighed = 32;
}
