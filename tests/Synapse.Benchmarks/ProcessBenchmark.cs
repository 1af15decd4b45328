using System.Diagnostics;
using System.Globalization;
using System.Text;
using Synapse.Analysis.Changes;

namespace Synapse.Benchmarks;

/// <summary>What a user waits for and what the machine gives: whole processes, measured from outside.</summary>
internal static class ProcessBenchmark
{
    private const int Runs = 10;

    public static int Cold(string binary, string diff, string[] analyser)
    {
        Report("synapse review", [.. Times([binary, "review", "{}", "--fail-on", "none"], diff)]);
        if (analyser.Length > 0)
        {
            Report("baseline: " + analyser[0], [.. Times(analyser, diff)]);
        }

        return 0;
    }

    public static async Task<int> MemoryAsync(string binary, string folder, int lines, string[] analyser)
    {
        var file = Path.Combine(Path.GetTempPath(), $"synapse-bench-{Environment.ProcessId}");
        try
        {
            await WriteDiffAsync(folder, lines, file + ".diff");
            var (seconds, peak) = Time([binary, "review", "{}", "--fail-on", "none", "--json"], file + ".diff");
            Console.WriteLine($"synapse review of {lines:#,0} added lines ({new FileInfo(file + ".diff").Length >> 20} MiB of diff): {seconds:0.00} s, peak {peak} MiB");
            if (analyser.Length > 0)
            {
                (seconds, peak) = Time(analyser, Path.GetFullPath(folder));
                Console.WriteLine($"baseline: {analyser[0]} on the folder itself: {seconds:0.00} s, peak {peak} MiB");
            }

            return 0;
        }
        finally
        {
            File.Delete(file + ".diff");
        }
    }

    /// <summary>Wall seconds and peak resident memory in MiB of one run.</summary>
    public static (double Seconds, long PeakMiB) Time(string[] command, string input)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument.Replace("{}", input, StringComparison.Ordinal));
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(5))
        {
            peak = Math.Max(peak, HighWater(process.Id));
        }

        Task.WaitAll(output, error);
        return (watch.Elapsed.TotalSeconds, peak >> 10);
    }

    private static IEnumerable<double> Times(string[] command, string input)
    {
        Time(command, input);
        for (var i = 0; i < Runs; i++)
        {
            yield return Time(command, input).Seconds;
        }
    }

    private static void Report(string name, List<double> seconds)
    {
        seconds.Sort();
        Console.WriteLine($"{name,-28} median {seconds[seconds.Count / 2] * 1000:0} ms, fastest {seconds[0] * 1000:0} ms, slowest {seconds[^1] * 1000:0} ms of {seconds.Count}");
    }

    /// <summary>The kernel's own high-water mark in KiB, 0 once the process is gone.</summary>
    private static long HighWater(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6, line.Length - 9), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>A diff that adds the folder's files again and again under new names until it has that many lines.</summary>
    private static async Task WriteDiffAsync(string folder, int lines, string file)
    {
        var change = (await DirectorySource.ReadAsync(folder, ChangeLimits.Default)).Change ?? throw new InvalidOperationException($"{folder} cannot be read");
        await using var writer = new StreamWriter(file, false, new UTF8Encoding(false)) { NewLine = "\n" };
        var left = lines;
        for (var round = 0; left > 0; round++)
        {
            var before = left;
            foreach (var source in change.Files.TakeWhile(_ => left > 0))
            {
                if (change.NewTexts!.Read(source.Path) is not { Length: > 0 } text)
                {
                    continue;
                }

                var all = text.Split('\n').Take(left).ToList();
                left -= all.Count;
                var path = $"copy{round}/{source.Path}";
                await writer.WriteAsync($"diff --git a/{path} b/{path}\nnew file mode 100644\n--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{all.Count} @@\n");
                foreach (var line in all)
                {
                    await writer.WriteAsync("+" + line + "\n");
                }
            }

            if (left == before)
            {
                throw new InvalidOperationException($"{folder} has no text files");
            }
        }
    }
}
