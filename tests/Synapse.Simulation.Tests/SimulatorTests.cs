using Synapse.Simulation.Planted;
using Synapse.Simulation.World;

namespace Synapse.Simulation.Tests;

/// <summary>A short campaign, and what makes a long one worth believing. The long one is the program itself.</summary>
public sealed class SimulatorTests
{
    [Fact]
    public void Two_hundred_seeds_violate_nothing_and_give_the_same_hash_twice()
    {
        var campaign = Campaign.Run(1, 200, 2, isTwice: true, stopAtFirst: true);
        Assert.True(campaign.Failed.Count == 0, campaign.Failed.Count == 0 ? "" : $"{campaign.Failed[0].Scenario}: {campaign.Failed[0].Violation}");
        Assert.True(campaign.Runs >= 200);
        Assert.DoesNotContain(Marks.Expected, m => !campaign.Marks.ContainsKey(m));
    }

    [Fact]
    public void Another_seed_is_another_world() =>
        Assert.Equal(20, Enumerable.Range(1, 20).Select(i => Simulator.Run(Scenario.Of((ulong)i)).Hash).Distinct().Count());

    [Fact]
    public void Writing_down_what_happens_changes_nothing()
    {
        using var output = new StringWriter();
        Assert.Equal(Simulator.Run(Scenario.Of(7)).Hash, Simulator.Run(Scenario.Of(7), output).Hash);
        Assert.Contains("review.requested/1", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_scenario_is_made_as_small_as_it_fails()
    {
        // A world that fails whenever a node may crash and there are two reviews.
        static SimResult Run(Scenario scenario) =>
            new(scenario, 0, scenario.Faults.Contains(Fault.NodeCrash) && scenario.Reviews >= 2 ? "lost" : null, null, 0, new Dictionary<string, int>());

        var all = new Scenario(1, 3, 12, 20, 8, 6, 3, Enum.GetValues<Fault>().ToHashSet());
        var smallest = Shrinker.Shrink(Run(all), Run, _ => { }).Scenario;
        Assert.Equal([Fault.NodeCrash], smallest.Faults);
        Assert.Equal((1, 2, 0, 0, 0), (smallest.Nodes, smallest.Reviews, smallest.Items, smallest.Buyers, smallest.Callers));
    }

    [Fact]
    public void A_run_in_which_too_little_happens_does_not_count() =>
        Assert.NotNull(Simulator.Run(new Scenario(1, 1, 0, 4, 0, 0, 3, new HashSet<Fault> { Fault.SpecialistHangs })).Vacuous);

    [Fact]
    public void Every_planted_bug_still_fits_the_sources()
    {
        Assert.True(PlantedBugs.All.Count >= 30);
        Assert.Equal(PlantedBugs.All.Count, PlantedBugs.All.Select(b => b.Name).Distinct().Count());
        var files = PlantedSources.Plant(SourceTree.Root, PlantedBugs.All);
        Assert.All(PlantedBugs.All, bug => Assert.Contains(files.Values, text => text.Contains($"Planted.Is(\"{bug.Name}\")", StringComparison.Ordinal)));
    }
}
