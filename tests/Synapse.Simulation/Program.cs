using System.Diagnostics;
using System.Globalization;
using Synapse.Simulation;
using Synapse.Simulation.Planted;
using Synapse.Simulation.World;

const string Usage = """
    Runs the engine in a simulated world in which everything may go wrong, one world per seed.

      --seeds N       how many seeds that count to run (default 1,000); a run that proves nothing is replaced by the next seed
      --from SEED     the first seed (default 1)
      --threads N     worlds at the same time (default: one per processor)
      --twice         run each seed twice; both must end with the same hash
      --first         stop at the first violation
      --brief         print one line only
      --seed SEED     run one seed and print everything that happens in it
      --planted       plant bugs in a copy of the sources and see which of them are noticed within --seeds (default 2,000) seeds
      --bug TEXT      with --planted: only those with this in their name

    The exit code is 0 when nothing was violated, 1 when something was, 2 for a wrong option.
    """;

var options = new Dictionary<string, string>(StringComparer.Ordinal);
for (var i = 0; i < args.Length; i++)
{
    if (args[i] is "--twice" or "--first" or "--brief" or "--planted")
    {
        options[args[i]] = "";
    }
    else if (args[i] is "--seeds" or "--from" or "--threads" or "--seed" && i + 1 < args.Length && ulong.TryParse(args[i + 1], CultureInfo.InvariantCulture, out _))
    {
        options[args[i]] = args[++i];
    }
    else if (args[i] == "--bug" && i + 1 < args.Length)
    {
        options[args[i]] = args[++i];
    }
    else
    {
        Console.Error.WriteLine(args[i] is "--help" or "-h" ? Usage : $"'{args[i]}' is not understood here.\n{Usage}");
        return args[i] is "--help" or "-h" ? 0 : 2;
    }
}

return options.ContainsKey("--planted") ? PlantedCampaign.Run(SourceTree.Root, (int)Number("--seeds", 2_000), options.GetValueOrDefault("--bug", ""), Console.Out)
    : options.ContainsKey("--seed") ? One(Number("--seed", 1))
    : Many();

int One(ulong seed)
{
    var result = Simulator.Run(Scenario.Of(seed), Console.Out);
    Console.WriteLine($"{result.Scenario}\nhash {result.Hash:x16} after {result.Steps} steps: {result.Violation ?? result.Vacuous ?? "nothing was violated"}");
    return result.Violation is null ? 0 : 1;
}

int Many()
{
    var count = (int)Number("--seeds", 1_000);
    var watch = Stopwatch.StartNew();
    var campaign = Campaign.Run(
        Number("--from", 1), count, (int)Number("--threads", (ulong)Environment.ProcessorCount), options.ContainsKey("--twice"), options.ContainsKey("--first"),
        runs => Console.Error.Write(runs % 500 == 0 && !options.ContainsKey("--brief") ? $"\r{runs} of {count}" : ""));
    if (options.ContainsKey("--brief"))
    {
        var first = campaign.Failed.Count > 0 ? campaign.Failed[0] : null;
        Console.WriteLine(first is null ? $"nothing was noticed in {campaign.Runs} runs" : $"noticed after {campaign.Runs} runs: {first.Violation}");
        return first is null ? 0 : 1;
    }

    Console.Error.WriteLine();
    foreach (var failure in campaign.Failed.Take(3))
    {
        Console.WriteLine($"FAILED {failure.Scenario}\n  {failure.Violation}");
        var smallest = Shrinker.Shrink(failure, scenario => Simulator.Run(scenario), Console.Error.WriteLine);
        Console.WriteLine($"  smallest that fails: {smallest.Scenario}\n  {smallest.Violation}\n  see it: --seed {failure.Scenario.Seed}");
    }

    var missing = Marks.Expected.Where(m => !campaign.Marks.ContainsKey(m)).ToList();
    foreach (var mark in campaign.Marks.OrderBy(m => m.Key, StringComparer.Ordinal))
    {
        Console.WriteLine($"  {mark.Value,6} runs: {mark.Key}");
    }

    if (missing.Count > 0)
    {
        Console.WriteLine($"never happened, so nothing is known about it: {string.Join(", ", missing)}");
    }

    Console.WriteLine(
        $"{campaign.Runs} seeds ({campaign.Vacuous} more proved nothing and do not count), {campaign.Failed.Count} with a violation, "
        + $"{watch.Elapsed.TotalSeconds:0} s, {campaign.Runs / watch.Elapsed.TotalMinutes:0} seeds a minute");
    return campaign.Failed.Count == 0 && (missing.Count == 0 || count < 1_000) ? 0 : 1;
}

ulong Number(string option, ulong otherwise) => options.TryGetValue(option, out var text) ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;
