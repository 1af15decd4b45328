using Synapse.Core.Findings;

namespace Synapse.Core.Reputation;

/// <summary>How often an agent was right when it said that it was this sure.</summary>
/// <param name="From">The least stated confidence of the bin, in basis points; the bin is a tenth wide.</param>
/// <param name="Evidence">Outcomes in the bin.</param>
/// <param name="Calibrated">What the agent's word is worth here, in basis points; never less than in the bin below.</param>
public sealed record ReliabilityBin(int From, Tally Evidence, int Calibrated);

/// <summary>What an agent's stated confidence is worth, by the judgements that are kept one by one.</summary>
/// <param name="BrierMillionths">The mean squared difference of stated confidence and outcome: 0 is perfect, 250,000 is what "one half" gets always. Null without evidence.</param>
public sealed record Calibration(ValueList<ReliabilityBin> Bins, int? BrierMillionths)
{
    private const int BinCount = 10;
    private const int BinWidth = Confidence.MaxBasisPoints / BinCount;

    /// <summary>As many outcomes as the agent's own word is worth; a bin of few outcomes stays near it.</summary>
    private const long WordStrength = 10 * Tally.One;

    /// <summary>The confidence that the agent's past gives to its word.</summary>
    public Confidence Calibrate(Confidence stated) => new(Bins[BinOf(stated)].Calibrated);

    public static Calibration Of(VersionRecord version, ReputationState state, DateTimeOffset now, ReputationPolicy policy) =>
        Of(version.Skills.SelectMany(s => SkillEvidence.Of(s, state, now, policy).Rows));

    internal static Calibration Of(IEnumerable<WeighedRow> rows)
    {
        var bins = new Tally[BinCount];
        var (squares, weights) = ((Int128)0, 0L);
        foreach (var row in rows)
        {
            var (isCorrect, stated) = (row.Row.Judgement.IsCorrect, row.Row.Judgement.Stated);
            bins[BinOf(stated)] += Tally.Of(isCorrect, row.Weight);
            var miss = stated.BasisPoints - (isCorrect ? Confidence.MaxBasisPoints : 0);
            squares += (Int128)row.Weight * miss * miss;
            weights += row.Weight;
        }

        var calibrated = Rising(bins);
        return new Calibration(
            bins.Select((b, i) => new ReliabilityBin(i * BinWidth, b, calibrated[i])).ToValueList(),
            weights == 0 ? null : (int)(squares / weights / (Confidence.MaxBasisPoints * Confidence.MaxBasisPoints / Tally.One)));
    }

    private static int BinOf(Confidence stated) => Math.Min(stated.BasisPoints / BinWidth, BinCount - 1);

    /// <summary>
    /// The rates of the bins, each drawn to the middle of its bin, made to rise by pooling neighbours that do not (pool adjacent violators; Ayer,
    /// Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26, 1955).
    /// </summary>
    private static int[] Rising(Tally[] bins)
    {
        var blocks = new List<(Int128 Sum, long Weight, int Bins)>();
        for (var i = 0; i < bins.Length; i++)
        {
            var middle = (i * BinWidth) + (BinWidth / 2);
            var block = (Sum: ((Int128)bins[i].Correct * Confidence.MaxBasisPoints) + ((Int128)WordStrength * middle), Weight: bins[i].Total + WordStrength, Bins: 1);
            while (blocks.Count > 0 && blocks[^1].Sum * block.Weight >= block.Sum * blocks[^1].Weight)
            {
                var below = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = (below.Sum + block.Sum, below.Weight + block.Weight, below.Bins + block.Bins);
            }

            blocks.Add(block);
        }

        return [.. blocks.SelectMany(b => Enumerable.Repeat((int)(b.Sum / b.Weight), b.Bins))];
    }
}
