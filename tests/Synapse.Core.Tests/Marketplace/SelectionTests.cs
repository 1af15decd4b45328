using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class SelectionTests(ITestOutputHelper output)
{
    private const int Instances = 2_000;

    /// <summary>The least that the quick choice reached over the best, in basis points; a change that makes it worse fails here.</summary>
    private const int LeastRatio = 7_500;

    [Fact]
    public void The_exact_choice_is_that_of_trying_every_set()
    {
        ForInstances((random, selection, items, worth, budget, max) =>
            Assert.Equal(BestNet(selection, items, budget, max), selection.NetOf(selection.Exact(items))));
    }

    [Fact]
    public void The_quick_choice_is_near_the_best_one()
    {
        var (least, sum, best, instances) = (BasisPoints.All, 0L, 0, 0);
        ForInstances((random, selection, items, worth, budget, max) =>
        {
            var (quick, exact) = (selection.Quick(items), selection.NetOf(selection.Exact(items)));
            Assert.True(quick.Count <= max && quick.Sum(i => i.Price) <= budget && quick.Distinct().Count() == quick.Count);
            if (exact > 0)
            {
                var ratio = BasisPoints.Share(selection.NetOf(quick), exact);
                (least, sum, best, instances) = (Math.Min(least, ratio), sum + ratio, best + (ratio == BasisPoints.All ? 1 : 0), instances + 1);
            }
        });
        output.WriteLine($"{instances:#,0} instances of 4 to 12 candidates: the quick choice reaches {sum / instances / 100m:0.00} % of the best on average, {least / 100m:0.00} % at least, and all of it in {best:#,0}");
        Assert.True(least >= LeastRatio, $"{least} basis points");
    }

    [Fact]
    public void What_an_agent_adds_never_grows_when_others_are_there() => ForInstances((random, selection, items, worth, budget, max) =>
    {
        var (small, large) = (items.Take(items.Count / 3), items.Take(items.Count / 2));

        // Shares are rounded down at each step, so that a gain may be off by one per need and member.
        Assert.True(selection.GainOf(items[^1], large) <= selection.GainOf(items[^1], small) + (worth.Length * items.Count * (1 + (worth.Max() / 1_000_000))));
    });

    private static void ForInstances(Action<Random, Selection, List<MatchEntry>, long[], long, int> check)
    {
        var random = new Random(20_260_103);
        for (var i = 0; i < Instances; i++)
        {
            var change = Market.Profile(random.Next(1, 10), random.Next(1, 200));
            var table = new CandidateTable([.. Enumerable.Range(0, random.Next(4, 13)).Select(k => AnyCandidate(random, k))], Market.Policy);
            var scoring = new Scoring(Market.Request(change), table);
            var (worth, budget) = (scoring.Worth, random.NextInt64(scoring.Worth.Sum()));
            var items = Enumerable.Range(0, table.Count).Select(k => Entry(random, table, scoring, k)).Where(e => e.Net > 0).ToList();
            if (items.Count > 2)
            {
                var max = random.Next(1, 9);
                check(random, new Selection(worth, budget, max), items, worth, budget, max);
            }
        }
    }

    private static Candidate AnyCandidate(Random random, int place)
    {
        var categories = Enum.GetValues<Category>().Where(_ => random.Next(2) == 0).DefaultIfEmpty(Category.Security).ToList();
        return Market.Candidate(Market.Listing($"a{place}") with { Capabilities = categories.Select(c => new Capability(c, "*")).ToValueList() }, random.Next(500, 9_900));
    }

    private static MatchEntry Entry(Random random, CandidateTable table, Scoring scoring, int place)
    {
        var expected = default(Shares);
        scoring.Weigh(table.Row(place), ref expected, out var value, out _);
        return new MatchEntry(table[place], place, (ulong)place, default, expected, value, isSealed: false, isLittleKnown: false) { Price = random.NextInt64(value + 1) };
    }

    private static long BestNet(Selection selection, List<MatchEntry> items, long budget, int max)
    {
        var best = 0L;
        for (var set = 0; set < 1 << items.Count; set++)
        {
            var members = items.Where((_, i) => (set >> i & 1) == 1).ToList();
            if (members.Count <= max && members.Sum(m => m.Price) <= budget)
            {
                best = Math.Max(best, selection.NetOf(members));
            }
        }

        return best;
    }
}
