using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Synapse.Silo.Telemetry;

/// <summary>
/// The metrics of this process in the Prometheus text format 0.0.4. The ready-made exporter is a preview that is not in every registry; this one
/// writes what the format needs and nothing more.
/// </summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly TextExporter _exporter = new();
    private readonly Lock _gate = new();

    public PrometheusText() => Reader = new BaseExportingMetricReader(_exporter) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };

    public MetricReader Reader { get; }

    /// <summary>What they are now; callers come one after another.</summary>
    public string Write()
    {
        lock (_gate)
        {
            _exporter.Text.Clear();
            Reader.Collect();
            return _exporter.Text.ToString();
        }
    }

    private sealed class TextExporter : BaseExporter<Metric>
    {
        public StringBuilder Text { get; } = new();

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                Write(metric);
            }

            return ExportResult.Success;
        }

        private void Write(Metric metric)
        {
            var isHistogram = metric.MetricType is MetricType.Histogram or MetricType.ExponentialHistogram;
            var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
            var name = NameOf(metric.Name) + (isCounter && !metric.Name.EndsWith("total", StringComparison.Ordinal) ? "_total" : "");
            if (metric.MetricType == MetricType.ExponentialHistogram)
            {
                return;
            }

            Text.Append("# HELP ").Append(name).Append(' ').Append(metric.Description.ReplaceLineEndings(" ")).Append('\n');
            Text.Append("# TYPE ").Append(name).Append(isHistogram ? " histogram\n" : isCounter ? " counter\n" : " gauge\n");
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var labels = LabelsOf(point.Tags);
                if (isHistogram)
                {
                    WriteHistogram(name, labels, point);
                }
                else
                {
                    Line(name, labels, metric.MetricType switch
                    {
                        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
                        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
                        MetricType.LongGauge => point.GetGaugeLastValueLong(),
                        _ => point.GetGaugeLastValueDouble(),
                    });
                }
            }
        }

        private void WriteHistogram(string name, string labels, MetricPoint point)
        {
            var sum = 0L;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                sum += bucket.BucketCount;
                var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
                Line(name + "_bucket", labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"", sum);
            }

            Line(name + "_sum", labels, point.GetHistogramSum());
            Line(name + "_count", labels, point.GetHistogramCount());
        }

        private void Line(string name, string labels, double value)
        {
            Text.Append(name);
            if (labels.Length > 0)
            {
                Text.Append('{').Append(labels).Append('}');
            }

            Text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        private static string LabelsOf(ReadOnlyTagCollection tags)
        {
            var labels = new StringBuilder();
            foreach (var (key, value) in tags)
            {
                labels.Append(labels.Length == 0 ? "" : ",").Append(NameOf(key)).Append("=\"")
                    .Append(Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                    .Append('"');
            }

            return labels.ToString();
        }

        private static string NameOf(string name) => string.Concat(name.Select((c, i) => char.IsAsciiLetter(c) || c is '_' or ':' || (i > 0 && char.IsAsciiDigit(c)) ? c : '_'));
    }
}
