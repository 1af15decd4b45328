using MathNet.Numerics.Distributions;
using Synapse.Core.Reputation;

namespace Synapse.Core.Tests.Reputation;

public sealed class BetaDistributionTests
{
    [Theory]
    [InlineData(0.25, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(0.25, 7.5)]
    [InlineData(50.25, 3)]
    [InlineData(3.25, 400)]
    [InlineData(900.25, 101)]
    [InlineData(20_000.25, 30_001)]
    public void It_agrees_with_another_implementation(double a, double b)
    {
        for (var i = 0; i <= 100; i++)
        {
            Assert.Equal(Beta.CDF(a, b, i / 100.0), BetaDistribution.Cdf(i / 100.0, a, b), 1e-10);
        }
    }

    /// <summary>Values that follow by hand: x^a for b = 1, 1 - (1 - x)^b for a = 1, and 6x^2 - 8x^3 + 3x^4 for a = 2, b = 3.</summary>
    [Fact]
    public void It_has_the_values_that_follow_by_hand()
    {
        Assert.Equal(Math.Pow(0.3, 0.25), BetaDistribution.Cdf(0.3, 0.25, 1), 1e-13);
        Assert.Equal(1 - Math.Pow(0.7, 12), BetaDistribution.Cdf(0.3, 1, 12), 1e-13);
        Assert.Equal((6 * 0.16) - (8 * 0.064) + (3 * 0.0256), BetaDistribution.Cdf(0.4, 2, 3), 1e-13);
        Assert.Equal(Math.Pow(0.05, 1 / 20.25), BetaDistribution.Quantile(0.05, 20.25, 1), 1e-12);
        Assert.Equal(0.5, BetaDistribution.Quantile(0.5, 7, 7), 1e-12);
        Assert.Equal((0.0, 1.0), (BetaDistribution.Cdf(0, 2, 2), BetaDistribution.Cdf(1, 2, 2)));
    }

    [Theory]
    [InlineData(0.25, 1)]
    [InlineData(10.25, 1)]
    [InlineData(45.25, 16)]
    [InlineData(300.25, 2_000)]
    public void A_quantile_is_not_exceeded_with_its_probability(double a, double b) =>
        Assert.All([0.001, 0.05, 0.5, 0.95], p => Assert.Equal(p, BetaDistribution.Cdf(BetaDistribution.Quantile(p, a, b), a, b), 1e-9));
}
