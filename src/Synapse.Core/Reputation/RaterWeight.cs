namespace Synapse.Core.Reputation;

/// <summary>How far the raters of one owner are believed.</summary>
/// <param name="Owner">Empty for the folded raters that are not told apart.</param>
/// <param name="Record">How they compare with known truth.</param>
/// <param name="Agreement">
/// How often they are expected to agree with the truth, in millionths: of what is right, or of what is wrong, whichever is less.
/// </param>
/// <param name="Opinions">What their opinions weigh in the score, after the cap.</param>
/// <param name="Uncapped">What they would weigh without it.</param>
/// <param name="Folded">What is left of judgements that are not kept one by one, known truth and opinions; part of the score.</param>
public sealed record RaterWeight(string Owner, TruthRecord Record, long Agreement, Tally Opinions, long Uncapped, Tally Folded)
{
    /// <summary>
    /// What an opinion counts, in millionths of an outcome: (2p - 1)^2 for somebody who agrees with the truth with probability p. A coin counts nothing,
    /// and somebody who is wrong more often than a coin counts nothing either.
    /// </summary>
    public long Belief => BeliefIn(Agreement);

    internal static long BeliefIn(long agreement)
    {
        var edge = Math.Max(0, (2 * agreement) - Tally.One);
        return edge * edge / Tally.One;
    }
}
