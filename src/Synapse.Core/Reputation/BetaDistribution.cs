namespace Synapse.Core.Reputation;

/// <summary>
/// The beta distribution. Its distribution function is the regularised incomplete beta function, by the continued fraction of the NIST Digital
/// Library of Mathematical Functions, 8.17.22 (https://dlmf.nist.gov/8.17#v), evaluated by Lentz's method (DLMF 3.10(iii), W. J. Lentz, Applied
/// Optics 15, 1976; I. J. Thompson and A. R. Barnett, J. Comput. Phys. 64, 1986). The logarithm of the gamma function is Stirling's series, DLMF 5.11.1.
/// </summary>
public static class BetaDistribution
{
    private const int MaxTerms = 100_000;
    private const int Halvings = 100;
    private const double Tiny = 1e-300;
    private const double Precision = 1e-14;

    /// <summary>The probability of a value of at most <paramref name="x"/>; a and b are above zero.</summary>
    public static double Cdf(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));

        // The fraction converges quickly below this point; above it, its mirror image does.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The value that is not exceeded with this probability.</summary>
    public static double Quantile(double probability, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cdf(middle, a, b) < probability ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Fraction(double x, double a, double b)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var result = d;
        for (var m = 1; m < MaxTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return result;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>Stirling's series from 10 up, where its terms suffice for double precision; below, the recurrence leads there.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        while (x < 10)
        {
            shift += Math.Log(x);
            x++;
        }

        var s = 1 / (x * x);
        var series = ((((((((((-691.0 / 360_360 * s) + (1.0 / 1_188)) * s) - (1.0 / 1_680)) * s) + (1.0 / 1_260)) * s) - (1.0 / 360)) * s) + (1.0 / 12)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }
}
