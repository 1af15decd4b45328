using Synapse.Simulation.World;

namespace Synapse.Simulation;

/// <summary>Makes a failing scenario small: fewer faults, nodes, reviews and items, as long as it still fails.</summary>
internal static class Shrinker
{
    /// <param name="tell">Hears of each smaller one.</param>
    public static SimResult Shrink(SimResult failing, Func<Scenario, SimResult> run, Action<string> tell)
    {
        var smallest = failing;
        bool isSmaller;
        do
        {
            isSmaller = false;
            foreach (var candidate in Smaller(smallest.Scenario))
            {
                // Other numbers are drawn then, so a smaller scenario may fail for another reason: that is as good.
                var result = run(candidate);
                if (result.Violation is not null)
                {
                    smallest = result;
                    isSmaller = true;
                    tell($"smaller: {candidate}");
                    break;
                }
            }
        }
        while (isSmaller);

        return smallest;
    }

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        foreach (var fault in scenario.Faults.Order())
        {
            yield return scenario with { Faults = scenario.Faults.Where(f => f != fault).ToHashSet() };
        }

        if (scenario.Nodes > 1)
        {
            yield return scenario with { Nodes = scenario.Nodes - 1, Faults = scenario.Faults.Where(f => scenario.Nodes > 2 || f != Fault.TwoActivations).ToHashSet() };
        }

        foreach (var reviews in (int[])[scenario.Reviews / 2, scenario.Reviews - 1])
        {
            if (reviews >= 0 && reviews < scenario.Reviews)
            {
                yield return scenario with { Reviews = reviews };
            }
        }

        foreach (var items in (int[])[scenario.Items / 2, scenario.Items - 1])
        {
            if (items >= 0 && items < scenario.Items)
            {
                yield return scenario with { Items = items };
            }
        }
    }
}
