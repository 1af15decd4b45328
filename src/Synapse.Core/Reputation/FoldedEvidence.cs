using Synapse.Core.Findings;

namespace Synapse.Core.Reputation;

/// <summary>What is left of the judgements of one owner's raters that are not kept one by one.</summary>
/// <param name="Owner">Empty for the raters that are not told apart any more.</param>
/// <param name="Opinions">Their opinions, not yet weighed by how much the raters are believed.</param>
/// <param name="Truth">Known truth that they brought.</param>
/// <param name="Record">Their opinions on subjects of which the truth is known.</param>
public sealed record FoldedRater(string Owner, Confidence? Standing, Tally Opinions, Tally Truth, TruthRecord Record);

/// <summary>Judgements as sums. Exponential decay takes the same share from all of them, so that a sum decays as its parts would.</summary>
/// <param name="AsOf">The instant at which the sums weigh what they say.</param>
/// <param name="Horizon">Judgements up to this instant are not taken any more: they may be in the sums already.</param>
public sealed record FoldedEvidence(DateTimeOffset AsOf, DateTimeOffset Horizon, ValueList<FoldedRater> Raters)
{
    public static FoldedEvidence None { get; } = new(default, default, []);
}
