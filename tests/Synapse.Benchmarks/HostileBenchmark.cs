using System.Diagnostics;

namespace Synapse.Benchmarks;

/// <summary>Whole reviews of one hostile file each, as a user would start them.</summary>
internal static class HostileBenchmark
{
    private const int Shown = 12;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <param name="binary">The published executable.</param>
    /// <param name="part">Only inputs whose name contains it; all when empty.</param>
    public static int Run(string binary, string part)
    {
        var folder = Directory.CreateTempSubdirectory("synapse-hostile-").FullName;
        try
        {
            var results = Inputs(part).Select(i => Review(binary, folder, i.Name, i.Text)).OrderByDescending(r => r.Seconds).ToList();
            foreach (var (name, seconds, exit) in results.Take(Shown))
            {
                Console.WriteLine($"{name,-24} {seconds,5:0.00} s, exit code {exit}");
            }

            var broken = results.Count(r => r.Exit is not (0 or 3));
            Console.WriteLine($"{results.Count} inputs of 1 MB, {results.Count(r => r.Seconds > Limit.TotalSeconds)} took more than {Limit.TotalSeconds} s, {broken} ended with another code than a verdict's; median {results[results.Count / 2].Seconds:0.00} s, start included");
            return broken == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static int Write(string folder, string part)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in Inputs(part))
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return 0;
    }

    private static IEnumerable<(string Name, string Text)> Inputs(string part) => HostileInputs.All().Where(i => i.Name.Contains(part, StringComparison.Ordinal));

    private static (string Name, double Seconds, int Exit) Review(string binary, string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        var start = new ProcessStartInfo(binary, ["review", "--all", name, "--json", "--journal", "journal.db", "--fail-on", "none"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        Task.WaitAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        File.Delete(file);
        return (name, seconds, process.ExitCode);
    }
}
