using System.Globalization;

namespace Synapse.Cluster.KillTest;

/// <summary>The table of a run, as Markdown.</summary>
internal static class KillReport
{
    private const int MaxShown = 50;

    public static void Write(TextWriter target, KillOptions options, int changes, Campaign campaign, JournalVerdicts verdicts)
    {
        var load = campaign.Load;
        target.WriteLine($"{load.Accepted.Count} reviews of {changes} real commits were accepted; at least {options.InFlight} were open at each blow under load, {campaign.OpenAtLoss} when all silos were ended at once.");
        target.WriteLine($"Before: 99 % of submissions were accepted within {Number(campaign.Baseline)} ms.");
        target.WriteLine();
        target.WriteLine("| what was done | p99 back to below twice that after | worst window of 5 s, p99 |");
        target.WriteLine("|---|---:|---:|");
        foreach (var row in campaign.Rows)
        {
            target.WriteLine($"| {row.Done} | {(row.Recovery is { } time ? $"{Number(time.TotalSeconds)} s" : "not within a minute")} | {Number(row.Worst)} ms |");
        }

        target.WriteLine();
        target.WriteLine("| afterwards, in the journal | |");
        target.WriteLine("|---|---:|");
        target.WriteLine($"| reviews requested | {verdicts.Reviews} |");
        foreach (var (status, count) in verdicts.ByStatus.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            target.WriteLine($"| verdicts: {status.ToLowerInvariant()} | {count} |");
        }

        target.WriteLine($"| specialist reports | {verdicts.Reports} |");
        target.WriteLine($"| resumed after lost work | {verdicts.Resumed} |");
        target.WriteLine($"| calls that clients made again | {load.Retries} |");
        target.WriteLine($"| unexpected answers | {load.Surprises.Count} |");
        target.WriteLine($"| violations | {verdicts.Violations.Count} |");
        foreach (var violation in verdicts.Violations.Concat(load.Surprises).Take(MaxShown))
        {
            target.WriteLine($"- {violation}");
        }
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
