using Synapse.Deployment.Tests.Checks;
using Synapse.Deployment.Tests.Planted;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests;

/// <summary>A check that cannot fail says nothing: each is shown mistakes, and has to name them.</summary>
public sealed class PlantedMistakeTests
{
    private static readonly List<Mistake> Mistakes = [.. WorkloadMistakes.All, .. ClusterMistakes.All];

    public static TheoryData<int, string> Numbered => [.. Mistakes.Select((m, i) => (i, m.ToString()))];

    [Theory]
    [MemberData(nameof(Numbered))]
    public void A_mistake_is_seen(int number, string mistake)
    {
        var planted = Mistakes[number];
        Assert.Equal(mistake, planted.ToString());
        var manifest = Kubectl.Render(planted.Overlay);
        planted.Plant(manifest);
        Assert.Contains(Check.Named(planted.Check).Problems(manifest), p => p.Contains(planted.Says, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_check_is_shown_a_mistake() => Assert.Empty(Check.All.Select(c => c.Name).Except(Mistakes.Select(m => m.Check)));
}
