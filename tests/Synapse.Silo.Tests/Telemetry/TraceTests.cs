using System.Globalization;
using System.Text;
using Synapse.Conformance.Postgres;
using Synapse.Silo.Tests.Silos;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Synapse.Silo.Tests.Telemetry;

/// <summary>What a collector sees of one review in a cluster.</summary>
public sealed class TraceTests(PostgresServer server, ITestOutputHelper output)
{
    [Fact]
    public async Task One_trace_leads_from_the_submission_through_two_silos_to_the_summary()
    {
        var connection = await server.SchemaAsync();
        await using var receiver = await TraceReceiver.StartAsync();
        await using var front = SiloRun.StartMember(connection, ("CLUSTER__ROLES", "api"), ("TELEMETRY__OTLPENDPOINT", receiver.Endpoint));
        await front.ReadyAsync();
        await using var back = SiloRun.StartMember(connection, ("CLUSTER__ROLES", "reviews,workers"), ("TELEMETRY__OTLPENDPOINT", receiver.Endpoint));
        await back.ReadyAsync();

        var diff = Path.Combine(RepositoryRoot.Path, "infra", "samples", "sample.diff");
        await using var sample = new ProgramRun(
            RepositoryRoot.Program("tests/Samples/Synapse.Cluster.Sample", "Synapse.Cluster.Sample"), [diff, connection, "--otlp", receiver.Endpoint], [], RepositoryRoot.Path);
        Assert.True(await sample.EndAsync() == 0, sample.Output);
        Assert.Contains("complete, high", sample.Output, StringComparison.Ordinal);

        IReadOnlyList<Span> trace = [];
        await Until.TrueAsync(() => Reports(trace = TraceOf(receiver.Spans)).Count == ConfiguredSpecialists.Count, () => $"the trace never was whole:\n{Tree(trace)}");
        output.WriteLine(Tree(trace));

        Assert.Contains(trace, s => s.Process == $"{back.Address}:11111" && s.Name.StartsWith("IWorkQueueGrain/Enqueue", StringComparison.Ordinal));

        // The last of the reports is the command that summarises; each has come all the way.
        Assert.All(Reports(trace), report =>
        {
            var way = WayTo(report, trace);
            Assert.Equal("sample", way[0].Process);
            Assert.Equal("submit a change", way[0].Name);
            Assert.Contains(way, s => s.Process == $"{front.Address}:11111" && s.Name.StartsWith("ITenantGrain/", StringComparison.Ordinal));
            Assert.Contains(way, s => s.Process == $"{back.Address}:11111" && s.Name.StartsWith("IReviewGrain/", StringComparison.Ordinal));
            Assert.Contains(way, s => s.Process == $"{back.Address}:11111" && s.Name == "specialist");
        });
    }

    private static List<Span> TraceOf(IReadOnlyList<Span> spans)
    {
        var root = spans.SingleOrDefault(s => s.Name == "submit a change");
        return root is null ? [] : [.. spans.Where(s => s.Trace == root.Trace).OrderBy(s => s.Start)];
    }

    /// <summary>The calls that bring what specialists found, as the review's silo takes them.</summary>
    private static List<Span> Reports(IReadOnlyList<Span> trace) =>
        [.. trace.Where(s => s.Name.StartsWith("IReviewGrain/Report", StringComparison.Ordinal) && !trace.Any(c => c.Parent == s.Id && c.Name == s.Name))];

    private static List<Span> WayTo(Span span, IReadOnlyList<Span> trace)
    {
        var way = new List<Span> { span };
        while (trace.FirstOrDefault(s => s.Id == way[0].Parent) is { } parent)
        {
            way.Insert(0, parent);
        }

        return way;
    }

    /// <summary>The spans but those of the database, each below what it comes from.</summary>
    private static string Tree(IReadOnlyList<Span> trace)
    {
        var text = new StringBuilder();
        foreach (var root in trace.Where(s => s.Parent.Length == 0))
        {
            Write(root, 0);
        }

        return text.ToString();

        void Write(Span span, int depth)
        {
            var from = (span.Start - trace[0].Start) / 1e6;
            text.Append(CultureInfo.InvariantCulture, $"{from,8:0.0} ms {(span.End - span.Start) / 1e6,8:0.0} ms  {span.Process,-22} {new string(' ', depth * 2)}{span.Name}\n");
            foreach (var child in trace.Where(s => s.Parent == span.Id && s.Source != "Npgsql"))
            {
                Write(child, depth + 1);
            }
        }
    }
}
