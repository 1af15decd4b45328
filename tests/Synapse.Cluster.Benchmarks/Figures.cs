using System.Globalization;

namespace Synapse.Cluster.Benchmarks;

/// <summary>Figures for tables.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values) => Share(values, 0.5);

    /// <summary>The value that a share of all values is below.</summary>
    public static double Share(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
    }

    public static string Text(double value, string format = "#,0") => value.ToString(format, CultureInfo.InvariantCulture);

    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <param name="columns">Those with numbers end in a colon.</param>
    public static void Head(params string[] columns)
    {
        Row([.. columns.Select(c => c.TrimEnd(':'))]);
        Console.WriteLine($"|{string.Concat(columns.Select(c => c.EndsWith(':') ? "--:|" : "---|"))}");
    }

    /// <summary>What else the machine does, so that a reader can judge a figure.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}
