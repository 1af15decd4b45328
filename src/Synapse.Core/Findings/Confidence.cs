using System.Globalization;

namespace Synapse.Core.Findings;

/// <summary>How sure the reporter is, in basis points: 0 is a guess, 10,000 is certain.</summary>
public readonly record struct Confidence : IComparable<Confidence>
{
    public const int MaxBasisPoints = 10_000;

    public Confidence(int basisPoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(basisPoints);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(basisPoints, MaxBasisPoints);
        BasisPoints = basisPoints;
    }

    public int BasisPoints { get; }

    public static Confidence Certain { get; } = new(MaxBasisPoints);

    /// <summary>The share from 0 to 1, for reports only; nothing decides on it.</summary>
    public decimal AsShare => BasisPoints / (decimal)MaxBasisPoints;

    public int CompareTo(Confidence other) => BasisPoints.CompareTo(other.BasisPoints);

    public override string ToString() => AsShare.ToString("0.0###", CultureInfo.InvariantCulture);
}
