using System.Diagnostics;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;

namespace Synapse.Benchmarks;

/// <summary>What each rule adds to the scan of a folder: the dearest first, lexing, structure and flow included where it asks for them.</summary>
internal static class RuleBenchmark
{
    private const int Shown = 25;

    public static async Task<int> RunAsync(string folder)
    {
        var result = await DirectorySource.ReadAsync(folder, ChangeLimits.Default);
        if (result.Change is not { } change)
        {
            Console.Error.WriteLine(result.Refusal!.Message);
            return 2;
        }

        var texts = change.Files.Select(f => (f.Path, Text: change.NewTexts!.Read(f.Path))).Where(f => f.Text is not null).Select(f => ReviewedText.Whole(f.Path, f.Text!)).ToList();
        var costs = new List<(string Rule, double Milliseconds, int Matches)>();
        foreach (var rule in RulePacks.Embedded.All.Where(r => !r.Removed))
        {
            var watch = new Stopwatch();
            var matches = 0;
            foreach (var group in texts.GroupBy(t => t.Language))
            {
                var rules = RuleSet.Build([rule], group.Key, removed: false);
                if (rules.IsEmpty)
                {
                    continue;
                }

                foreach (var text in group)
                {
                    watch.Start();
                    matches += FileScanner.Scan(text, rules, ScanOptions.Default).Matches.Count;
                    watch.Stop();
                }
            }

            costs.Add((rule.Id, watch.Elapsed.TotalMilliseconds, matches));
        }

        Console.WriteLine($"{texts.Count} files, {costs.Count} rules, {costs.Sum(c => c.Milliseconds):#,0} ms one rule at a time");
        foreach (var (rule, milliseconds, matches) in costs.OrderByDescending(c => c.Milliseconds).Take(Shown))
        {
            Console.WriteLine($"{rule,-40} {milliseconds,8:#,0} ms {matches,6} matches");
        }

        return 0;
    }
}
