using Synapse.Core.Reputation;

namespace Synapse.Core.Tests.Reputation;

public sealed class HalfLifeTests
{
    private static readonly TimeSpan Days90 = TimeSpan.FromDays(90);

    [Fact]
    public void Whole_half_lives_halve()
    {
        Assert.Equal([1_000_000, 500_000, 250_000, 125_000], Enumerable.Range(0, 4).Select(i => HalfLife.Of(1_000_000, i * Days90, Days90)));
        Assert.Equal(0, HalfLife.Of(1_000_000, 63 * Days90, Days90));
        Assert.Equal(1_000_000, HalfLife.Of(1_000_000, -Days90, Days90));
    }

    [Fact]
    public void It_is_an_exponential_to_twenty_millionths()
    {
        for (var hours = 0; hours < 24 * 900; hours += 7)
        {
            var exact = 1e9 * Math.Pow(2, -hours / (24.0 * 90));
            Assert.InRange(HalfLife.Of(1_000_000_000, TimeSpan.FromHours(hours), Days90), (exact * (1 - 2e-5)) - 1, (exact * (1 + 2e-5)) + 1);
        }
    }

    [Fact]
    public void It_never_rises_with_age()
    {
        var weights = Enumerable.Range(0, 5_000).Select(i => HalfLife.Of(1_000_000, TimeSpan.FromHours(i), Days90)).ToList();
        Assert.Equal(weights.OrderDescending(), weights);
    }
}
