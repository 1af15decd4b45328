using System.Globalization;
using System.Text.RegularExpressions;

namespace Synapse.Silo.Tests.Telemetry;

/// <summary>Reads the Prometheus text format 0.0.4 and takes no liberty: each metric is declared once, before its samples, and these stand together.</summary>
internal static partial class PrometheusCheck
{
    public static IReadOnlyList<Sample> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var (samples, declared, series) = (new List<Sample>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var (name, type) = ("", "");
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                Assert.Matches(HelpLine(), line);
            }
            else if (line.StartsWith('#'))
            {
                var match = TypeLine().Match(line);
                Assert.True(match.Success, $"no declaration: {line}");
                (name, type) = (match.Groups[1].Value, match.Groups[2].Value);
                Assert.True(declared.Add(name), $"declared twice: {name}");
            }
            else
            {
                var sample = ReadSample(line);
                Assert.True(series.Add(line[..line.LastIndexOf(' ')]), $"said twice: {line}");
                string[] names = type == "histogram" ? [name + "_bucket", name + "_sum", name + "_count"] : [name];
                Assert.Contains(sample.Name, names);
                Assert.Equal(sample.Name == name + "_bucket" && type == "histogram", sample.Bound is not null);
                Assert.False(type == "counter" && sample.Value < 0, $"a counter below zero: {line}");
                samples.Add(sample);
            }
        }

        Assert.All(declared, d => CheckBuckets(d, samples));
        return samples;
    }

    private static Sample ReadSample(string line)
    {
        var match = SampleLine().Match(line);
        Assert.True(match.Success, $"no sample: {line}");
        var (labels, bound) = (new List<string>(), (double?)null);
        foreach (Capture label in match.Groups["label"].Captures)
        {
            if (label.Value.StartsWith("le=", StringComparison.Ordinal))
            {
                bound = Number(label.Value[4..^1]);
            }
            else
            {
                labels.Add(label.Value);
            }
        }

        Assert.Equal(labels.Count, labels.Select(l => l.Split('=')[0]).Distinct().Count());
        return new Sample(match.Groups["name"].Value, string.Join(',', labels), bound, Number(match.Groups["value"].Value));
    }

    /// <summary>Buckets grow with their bounds, and the last, without a bound, has all.</summary>
    private static void CheckBuckets(string name, IReadOnlyList<Sample> samples)
    {
        foreach (var one in samples.Where(s => s.Name == name + "_bucket" && s.Bound is not null).GroupBy(s => s.Labels))
        {
            var buckets = one.ToList();
            Assert.Equal(buckets.OrderBy(b => b.Bound), buckets);
            Assert.Equal(buckets.OrderBy(b => b.Value), buckets);
            Assert.Equal(double.PositiveInfinity, buckets[^1].Bound);
            Assert.Equal(buckets[^1].Value, Assert.Single(samples, s => s.Name == name + "_count" && s.Labels == one.Key).Value);
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^# HELP [a-zA-Z_:][a-zA-Z0-9_:]* ([^\\]|\\\\|\\n)*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<label>[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\\\|\\"|\\n)*")(,(?<label>[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\\\|\\"|\\n)*"))*\})? (?<value>[+-]Inf|NaN|[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)$""")]
    private static partial Regex SampleLine();
}
