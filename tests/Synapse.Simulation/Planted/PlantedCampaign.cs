using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Synapse.Simulation.Planted;

/// <summary>Wakes each planted bug and sees whether, and how soon, the simulator notices.</summary>
internal static partial class PlantedCampaign
{
    /// <param name="name">Only the bugs with this in their name; empty for all.</param>
    public static int Run(string root, int seeds, string name, TextWriter output)
    {
        using var build = PlantedBuild.Make(root, PlantedBugs.All);
        var (code, clean) = build.Simulate("", Math.Min(seeds, 500));
        if (code != 0)
        {
            output.WriteLine($"with all bugs asleep something is violated:{Environment.NewLine}{clean}");
            return 1;
        }

        var bugs = PlantedBugs.All.Where(b => b.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var rows = new string[bugs.Count];
        var caught = 0;
        Parallel.For(0, bugs.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var result = build.Simulate(bugs[i].Name, seeds);
            var found = result.ExitCode == 0 ? null : Found().Match(result.Output) is { Success: true } match ? match : throw new InvalidDataException($"{bugs[i].Name}: {result.Output}");
            Interlocked.Add(ref caught, found is null ? 0 : 1);
            rows[i] = found is null
                ? $"| {bugs[i].Name} | **not noticed** | in {seeds} seeds |"
                : $"| {bugs[i].Name} | {found.Groups[1].Value} | {Short(found.Groups[2].Value)} |";
            Console.Error.WriteLine(rows[i]);
        });

        var text = new StringBuilder("| planted bug | runs until noticed | what was noticed first |\n|---|---:|---|\n");
        text.AppendJoin('\n', rows).Append(CultureInfo.InvariantCulture, $"\n\n{caught} of {bugs.Count} noticed within {seeds} seeds each.");
        output.WriteLine(text);
        return caught * 100 >= bugs.Count * 95 ? 0 : 1;
    }

    private static string Short(string violation) => violation.Length <= 150 ? violation.Replace("|", "/", StringComparison.Ordinal) : violation[..150].Replace("|", "/", StringComparison.Ordinal) + " ...";

    [GeneratedRegex(@"noticed after (\d+) runs: (.*)")]
    private static partial Regex Found();
}
