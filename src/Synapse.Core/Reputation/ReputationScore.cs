using Synapse.Core.Agents;

namespace Synapse.Core.Reputation;

/// <summary>How accurate an agent's version is at a skill, as far as the evidence goes.</summary>
/// <param name="BasisPoints">The score: the lower bound of the true accuracy, rounded down.</param>
/// <param name="MeanBasisPoints">The expected accuracy.</param>
/// <param name="Evidence">What it rests on, with what earlier versions left.</param>
public sealed record ReputationScore(int BasisPoints, int MeanBasisPoints, Tally Evidence)
{
    /// <summary>The score of a version and skill at an instant. A version that is not known yet starts with what the newest one leaves it.</summary>
    public static ReputationScore Of(ReputationState state, string version, Capability skill, DateTimeOffset now, ReputationPolicy policy) =>
        Of(Inherited(state, version, skill, now, policy).Aggregate(default(Tally), (sum, part) => sum + part.Evidence.Total.Share(part.Share, Tally.One)), policy);

    public static ReputationScore Of(Tally evidence, ReputationPolicy policy)
    {
        var posterior = evidence + ReputationPolicy.Prior;
        var bound = BetaDistribution.Quantile(policy.LowerBoundBasisPoints / 10_000.0, posterior.Correct / (double)Tally.One, posterior.Wrong / (double)Tally.One);
        return new ReputationScore((int)Math.Floor(bound * 10_000), (int)Tally.Scale(10_000, posterior.Correct, posterior.Total), evidence);
    }

    /// <summary>The evidence of the version and of those before it, each with the share of it (in millionths) that counts for the version.</summary>
    internal static IEnumerable<(string Version, long Share, SkillEvidence Evidence)> Inherited(ReputationState state, string version, Capability skill, DateTimeOffset now, ReputationPolicy policy)
    {
        var newest = state.Versions.Index().Where(v => v.Item.Version == version).Select(v => v.Index).FirstOrDefault(state.Versions.Count - 1);
        var share = state.Find(version) is null ? Next(Tally.One) : Tally.One;
        for (var i = newest; i >= 0; i--)
        {
            if (state.Versions[i].Find(skill) is { } record)
            {
                yield return (state.Versions[i].Version, share, SkillEvidence.Of(record, state, now, policy));
            }

            share = Next(share);
        }

        long Next(long part) => Tally.Scale(part, policy.InheritedBasisPoints, 10_000);
    }
}
