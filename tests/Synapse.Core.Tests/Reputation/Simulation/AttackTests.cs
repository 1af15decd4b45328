namespace Synapse.Core.Tests.Reputation.Simulation;

/// <summary>What liars achieve, over many seeds. The figures are printed; infra/quality/reputation.md keeps them.</summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    private const int Seeds = 200;

    /// <summary>Of a hundred places.</summary>
    private const int Allowed = 5;

    private static readonly Lazy<List<Population>> SomeTruthIsKnown = new(() => Populations(Population.Findings / 3));
    private static readonly Lazy<List<Population>> NoTruthIsKnown = new(() => Populations(0));

    private static readonly Attack[] Attacks = [Attack.Collusion, Attack.CamouflagedCollusion, Attack.Sybil];

    [Fact]
    public void Liars_move_an_agent_by_less_than_five_places_of_a_hundred() => Assert.All(Attacks, attack =>
    {
        Assert.InRange(Praised(SomeTruthIsKnown.Value, attack).Most95, -Allowed, Allowed - 1);
        Assert.InRange(RunDown(SomeTruthIsKnown.Value, attack).Most95, -Allowed, Allowed - 1);
    });

    /// <summary>
    /// The same lies where nothing can be checked, and lies by who knows what can be checked. They work, which shows that it is the known truth that
    /// makes them fail above.
    /// </summary>
    [Fact]
    public void What_protects_is_that_nobody_knows_which_findings_can_be_checked()
    {
        Assert.All(Attacks, attack =>
        {
            Assert.InRange(Praised(NoTruthIsKnown.Value, attack, ", no truth known").Most95, Allowed, Population.Agents);
            Assert.InRange(RunDown(NoTruthIsKnown.Value, attack, ", no truth known").Most95, Allowed, Population.Agents);
        });
        Assert.InRange(Praised(SomeTruthIsKnown.Value, Attack.Informed).Most95, Allowed, Population.Agents);
        Assert.InRange(RunDown(SomeTruthIsKnown.Value, Attack.Informed).Most95, Allowed, Population.Agents);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void A_little_truth_helps_already(int known)
    {
        var (populations, where) = (Populations(known), $", {known} of {Population.Findings} known");
        Assert.All(Attacks, attack =>
        {
            Assert.True(Praised(populations, attack, where).Mean < Praised(NoTruthIsKnown.Value, attack, ", no truth known").Mean / 2);
            Assert.True(RunDown(populations, attack, where).Mean < RunDown(NoTruthIsKnown.Value, attack, ", no truth known").Mean / 2);
        });
    }

    /// <summary>Nobody lies here. Spearman's rank correlation of score and true accuracy.</summary>
    [Fact]
    public void The_score_puts_agents_in_the_order_of_their_accuracy()
    {
        var correlations = SomeTruthIsKnown.Value.Select(p => p.RankCorrelation()).Order().ToList();
        output.WriteLine($"rank correlation of score and true accuracy in {correlations.Count} runs: mean {correlations.Average():0.000}, least {correlations[0]:0.000}");
        Assert.True(correlations[0] > 0.9);
    }

    [Fact]
    public void A_new_name_or_a_new_version_gains_nothing()
    {
        var nothing = Evidence.Score([]).BasisPoints;
        var costs = new List<int>();
        foreach (var population in SomeTruthIsKnown.Value)
        {
            for (var agent = 0; agent < Population.Agents; agent++)
            {
                Assert.True(population.ScoreOf(agent) >= population.ScoreOfNextVersion(agent));
                costs.Add(population.ScoreOf(agent) - nothing);
            }
        }

        Assert.All(costs, cost => Assert.True(cost >= 0));
        output.WriteLine($"whitewashing: what a new name costs {costs.Count:#,0} agents, in basis points: least {costs.Min()}, mean {costs.Average():0}");
    }

    private static List<Population> Populations(int known) => [.. Enumerable.Range(0, Seeds).Select(seed => Population.Of(seed, known, Population.Honest / 2))];

    /// <summary>Agents of the worst quarter are called right.</summary>
    private (double Mean, int Most95) Praised(List<Population> populations, Attack attack, string where = "") => Report($"{attack.Name}{where}, praises", populations, attack, chance => chance.Next(Population.Agents / 4), says: true);

    /// <summary>Agents of the best quarter are called wrong.</summary>
    private (double Mean, int Most95) RunDown(List<Population> populations, Attack attack, string where = "") =>
        Report($"{attack.Name}{where}, runs down", populations, attack, chance => Population.Agents - 1 - chance.Next(Population.Agents / 4), says: false);

    /// <summary>Prints by how many places the agents moved as the liars want it, and gives the mean and the 95 % quantile.</summary>
    private (double Mean, int Most95) Report(string what, List<Population> populations, Attack attack, Func<Random, int> pick, bool says)
    {
        var places = new List<int>();
        foreach (var population in populations)
        {
            var chance = population.NewChance();
            var agent = pick(chance);
            places.Add((says ? 1 : -1) * population.PlacesGained(agent, attack.Judgements(population, agent, says, chance)));
        }

        places.Sort();
        var quantile = places[(places.Count * 95 / 100) - 1];
        output.WriteLine($"{what}: places of {Population.Agents} in {places.Count} runs: mean {places.Average():0.00}, 95 % at most {quantile}, most {places[^1]}");
        return (places.Average(), quantile);
    }
}
