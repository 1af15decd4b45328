using Synapse.Simulation.Checks;
using Synapse.Simulation.World;

namespace Synapse.Simulation;

/// <summary>
/// Runs a scenario on the production engine: first anything may go wrong and safety is checked after every step, then everything is mended
/// and what was accepted must come to its end within a bound.
/// </summary>
internal static class Simulator
{
    private const long MaxSteps = 2_000_000;

    /// <summary>One in so many steps is followed by a crash, where crashes are enabled.</summary>
    private const int CrashEvery = 300;

    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(20);

    /// <summary>Long enough for a breaker to open, to be probed and to close.</summary>
    private static readonly TimeSpan LongTrouble = TimeSpan.FromSeconds(70);

    /// <summary>The longest deadline, the longest wait of a sweep, and retries with their waits, several times over.</summary>
    private static readonly TimeSpan MaxDrain = TimeSpan.FromSeconds(120);

    /// <param name="output">Where every line of the trace goes; null: nowhere.</param>
    public static SimResult Run(Scenario scenario, TextWriter? output = null)
    {
        var violations = new Violations();
        var world = new SimWorld(scenario, violations, output);
        try
        {
            world.Start();
            MakeTrouble(world, violations);
            world.Mend();
            Drain(world, violations);
            if (violations.First is null)
            {
                world.Model.CheckEnd();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            violations.Add($"{e.GetType().Name}: {e.Message}{Environment.NewLine}{e.StackTrace}");
        }

        return new SimResult(scenario, world.Trace.Hash, violations.First, Vacuous(world), world.Loop.Steps, MarksOf(world));
    }

    private static void MakeTrouble(SimWorld world, Violations violations)
    {
        var end = world.Loop.Now + (world.Scenario.Callers > 0 ? LongTrouble : Trouble);
        while (world.Loop.Now < end && violations.First is null && world.Loop.Steps < MaxSteps)
        {
            world.Loop.Step();
            if (world.Random.Next(CrashEvery) == 0)
            {
                world.CrashOne();
                world.JumpClock();
            }
        }
    }

    private static void Drain(SimWorld world, Violations violations)
    {
        var end = world.Loop.Now + MaxDrain;
        var next = world.Loop.Now;
        string? left = "";
        while (left is not null && violations.First is null)
        {
            world.Loop.Step();
            if (world.Loop.Now < next && world.Loop.Steps <= MaxSteps)
            {
                continue;
            }

            next = world.Loop.Now + TimeSpan.FromSeconds(1);
            world.Nodes[0].RetryDeadLetters();
            left = world.Left();
            if (left is not null && (world.Loop.Now > end || world.Loop.Steps > MaxSteps))
            {
                violations.Add($"{MaxDrain.TotalSeconds:0} s after everything was mended, {left}");
            }
        }
    }

    private static string? Vacuous(SimWorld world)
    {
        var wanted = world.Scenario.Reviews + world.Scenario.Items + world.Scenario.Buyers;
        if (world.Clients.Accepted < wanted / 2)
        {
            return $"only {world.Clients.Accepted} of {wanted} reviews, items and reservations were accepted";
        }

        var missing = world.Scenario.Faults.Where(f => !world.Faults.Hits.ContainsKey(f)).Order().ToList();
        return missing.Count > 0 ? $"enabled and never injected: {string.Join(", ", missing)}" : null;
    }

    private static Dictionary<string, int> MarksOf(SimWorld world)
    {
        var marks = new Dictionary<string, int>(world.Model.Marks, StringComparer.Ordinal);
        foreach (var (fault, hits) in world.Faults.Hits)
        {
            marks[$"fault: {fault}"] = hits;
        }

        return marks;
    }
}
