using System.Globalization;

namespace Synapse.Core.Marketplace;

/// <summary>What an agent costs for one change, in micro-credits, and how that comes about.</summary>
/// <param name="Base">Asked for any change.</param>
/// <param name="Size">For its lines or tokens.</param>
/// <param name="Complexity">The markup for its complexity.</param>
/// <param name="DemandBasisPoints">What the sum of these is multiplied with; 10,000 leaves it as it is.</param>
/// <param name="Total">What is paid. Of a sealed bid, what is bid.</param>
public readonly record struct Quote(long Base, long Size, long Complexity, int DemandBasisPoints, long Total)
{
    private const int TokensPerUnit = 1_000;

    /// <param name="demandBasisPoints">The demand for the agent's capabilities; 10,000 is usual. The rules bound it.</param>
    public static Quote Of(ListingPrice price, ChangeProfile change, int demandBasisPoints, QuoteRules rules)
    {
        var demand = Math.Clamp(demandBasisPoints, rules.MinDemandBasisPoints, rules.MaxDemandBasisPoints);
        return price switch
        {
            ListingPrice.Fixed p => new Quote(p.MicroCredits, 0, 0, BasisPoints.All, p.MicroCredits),
            ListingPrice.PerLine p => Sum(0, p.MicroCredits * change.Lines, Markup(change, rules.ComplexityMarkupBasisPoints), demand, p.MinimumMicroCredits),
            ListingPrice.PerToken p => Sum(
                Tokens(p.BaseTokens, p.PerThousandMicroCredits), Tokens((long)p.TokensPerLine * change.Lines, p.PerThousandMicroCredits),
                Markup(change, rules.ComplexityMarkupBasisPoints), demand, 0),
            ListingPrice.SealedBid p => Sum(p.BaseMicroCredits, p.PerLineMicroCredits * change.Lines, Markup(change, p.ComplexityMarkupBasisPoints), BasisPoints.All, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(price), price, null),
        };
    }

    /// <summary>One line per part, for people.</summary>
    public ValueList<string> Explain()
    {
        var lines = new List<string>();
        Add(Base != 0, $"base {Base}");
        Add(Size != 0, $"size of the change {Size}");
        Add(Complexity != 0, $"complexity of the change {Complexity}");
        Add(DemandBasisPoints != BasisPoints.All, $"demand x {(DemandBasisPoints / (decimal)BasisPoints.All).ToString("0.0###", CultureInfo.InvariantCulture)}");
        Add(Total != BasisPoints.Of(Base + Size + Complexity, DemandBasisPoints), "raised to the least that the agent works for");
        Add(true, $"total {Total} micro-credits");
        return lines.ToValueList();

        void Add(bool applies, string line)
        {
            if (applies)
            {
                lines.Add(line);
            }
        }
    }

    private static Quote Sum(long @base, long size, int markup, int demand, long minimum)
    {
        var complexity = BasisPoints.Of(@base + size, markup);
        return new Quote(@base, size, complexity, demand, Math.Max(minimum, BasisPoints.Of(@base + size + complexity, demand)));
    }

    private static int Markup(ChangeProfile change, int full) => (int)BasisPoints.Of(full, change.ComplexityBasisPoints);

    private static long Tokens(long tokens, long perThousand) => (tokens / TokensPerUnit * perThousand) + (tokens % TokensPerUnit * perThousand / TokensPerUnit);
}
