namespace Synapse.Core.Reputation;

/// <summary>Weighed outcomes, in millionths of one outcome of today.</summary>
public readonly record struct Tally(long Correct, long Wrong)
{
    /// <summary>One whole outcome.</summary>
    public const long One = 1_000_000;

    public long Total => Correct + Wrong;

    public static Tally Of(bool isCorrect, long weight) => isCorrect ? new(weight, 0) : new(0, weight);

    /// <summary>The share <paramref name="numerator"/> / <paramref name="denominator"/> of it, rounded to the nearest millionth.</summary>
    public Tally Share(long numerator, long denominator) => new(Scale(Correct, numerator, denominator), Scale(Wrong, numerator, denominator));

    public static long Scale(long value, long numerator, long denominator) => (long)((((Int128)value * numerator) + (denominator / 2)) / denominator);

    public static Tally operator +(Tally left, Tally right) => new(left.Correct + right.Correct, left.Wrong + right.Wrong);
}
