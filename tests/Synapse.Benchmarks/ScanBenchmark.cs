using System.Diagnostics;
using System.Globalization;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Analysis.Suppressions;
using Synapse.Core;
using Synapse.Core.Agents;

namespace Synapse.Benchmarks;

/// <summary>Lines per second of the shared pass, files read from disk, over real source.</summary>
internal static class ScanBenchmark
{
    private const int Runs = 3;

    public static async Task<int> RunAsync(string folder, string[] analyser)
    {
        var result = await DirectorySource.ReadAsync(folder, ChangeLimits.Default);
        if (result.Change is not { } change)
        {
            Console.Error.WriteLine(result.Refusal!.Message);
            return 2;
        }

        var lines = change.Files.ToDictionary(f => f.Path, f => change.NewTexts!.Read(f.Path)?.AsSpan().Count('\n') ?? 0);
        var packs = RulePacks.Embedded.Names.Order(StringComparer.Ordinal).ToArray();
        Console.WriteLine($"{change.Files.Count} files, {lines.Values.Sum():#,0} lines, {RulePacks.Embedded.All.Count} rules, {Environment.ProcessorCount} cores; best of {Runs}");
        var all = await MeasureAsync("all packs, all files", change, lines, packs);
        foreach (var pack in packs)
        {
            await MeasureAsync($"pack {pack}", change, lines, [pack]);
        }

        foreach (var language in change.Files.GroupBy(f => LanguageCatalog.Detect(f.Path).Id).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            await MeasureAsync($"language {language.Key}", change with { Files = [.. language] }, lines, packs);
        }

        if (analyser.Length > 0)
        {
            var (seconds, peak) = ProcessBenchmark.Time(analyser, Path.GetFullPath(folder));
            var rate = lines.Values.Sum() / seconds;
            Console.WriteLine($"{"baseline: " + analyser[0],-28} {lines.Values.Sum(),10:#,0} lines {seconds,8:0.00} s {rate,12:#,0} lines/s, peak {peak} MiB; Synapse is {(all / rate).ToString("0.0", CultureInfo.InvariantCulture)} times as fast");
        }

        return 0;
    }

    private static async Task<double> MeasureAsync(string name, Change change, Dictionary<string, int> lines, string[] packs)
    {
        var specialist = new AgentSpec(
            "all", AgentKind.Specialist, "1", AgentTier.Fast, [], [], [], [], ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity,
            DeadlinePolicy.Deterministic, DeadlinePolicy.Review, null, packs.Select(p => new CheckSpec(p, [], [], [])).ToValueList(), Price.Free, []);
        var best = double.MaxValue;
        var processor = double.MaxValue;
        var (allocated, pause) = (GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < Runs; i++)
        {
            process.Refresh();
            var used = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            await new ChangeScan(new ScanRequest(change, [specialist], RulePacks.Embedded, RepositoryPolicy.Empty, [])).RunAsync("all");
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            process.Refresh();
            processor = Math.Min(processor, (process.TotalProcessorTime - used).TotalSeconds);
        }

        var count = change.Files.Sum(f => lines[f.Path]);
        Console.WriteLine($"{name,-28} {count,10:#,0} lines {best,8:0.00} s {count / best,12:#,0} lines/s, {processor,6:0.00} s of processor time, {(GC.GetTotalAllocatedBytes() - allocated) / Runs >> 20,6:#,0} MiB allocated, {(GC.GetTotalPauseDuration() - pause).TotalSeconds / Runs,5:0.00} s of collector pauses");
        return count / best;
    }
}
