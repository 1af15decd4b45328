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

        foreach (var part in (int[])[2, 1])
        {
            if (Less(scenario.Reviews, part) is { } reviews)
            {
                yield return scenario with { Reviews = reviews };
            }

            if (Less(scenario.Items, part) is { } items)
            {
                yield return scenario with { Items = items };
            }

            if (Less(scenario.Buyers, part) is { } buyers)
            {
                yield return scenario with { Buyers = buyers };
            }

            if (Less(scenario.Callers, part) is { } callers)
            {
                yield return scenario with { Callers = callers };
            }
        }
    }

    /// <summary>Half of it, or one less; null where there is nothing to leave out.</summary>
    private static int? Less(int count, int part) => count == 0 ? null : part == 1 ? count - 1 : count / part;
}
