using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Synapse.Benchmarks;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Reviews;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Cluster.Benchmarks;

/// <summary>Bringing finished reviews into memory by asking each, beside bare grains.</summary>
internal static class ActivationCost
{
    private const int Grains = 100_000;
    private const int Width = 64;

    private static readonly CommandContext Context = new("bench", "observe");

    public static async Task RunAsync(BenchServer server)
    {
        Console.WriteLine($"\n## {Grains:#,0} activations\n\nOne silo; each grain is asked once, {Width} at a time; bytes are what a full collection leaves. Load average before: {Figures.Load}.\n");
        Figures.Head("grains", "seconds:", "activations/s:", "bytes each:");
        await using (var memory = new MemoryJournal())
        {
            await using var cluster = await BenchCluster.StartAsync(1, null, memory);
            await FillAsync(cluster, memory);
            await MeasureAsync("bare", i => cluster.Client.GetGrain<IBareGrain>($"{i}").ObserveAsync(Context, CancellationToken.None));
            await MeasureAsync("reviews, journal in memory", i => AskAsync(cluster, i));
        }

        var schema = await server.SchemaAsync();
        await using (var cluster = await BenchCluster.StartAsync(1, schema))
        {
            await FillAsync(cluster, cluster.Silo(0).GetRequiredService<IJournalStore>());
            await MeasureAsync("reviews, journal in PostgreSQL", i => AskAsync(cluster, i));
        }
    }

    private static async Task AskAsync(BenchCluster cluster, int i)
    {
        var answer = await cluster.Client.GetGrain<IReviewGrain>(GrainKeys.Of(ReviewShape.IdOf($"copy-{i}"))).ObserveAsync(Context, CancellationToken.None);
        _ = answer.Reply?.Verdict ?? throw new InvalidOperationException($"review {i} has not ended");
    }

    /// <summary>Copies one finished review under many names.</summary>
    private static async Task FillAsync(BenchCluster cluster, IJournal journal)
    {
        await ReviewThroughput.ReviewAsync(cluster, "r");
        var events = (await journal.ReadAsync(ReviewShape.IdOf("r"), 0, CancellationToken.None)).Events.Select(e => e.Event).ToList();
        await EachAsync(async i =>
        {
            var id = ReviewShape.IdOf($"copy-{i}");
            await journal.AppendAsync(new StreamAppend(id, 0, events), CancellationToken.None);
            await journal.MarkReactedAsync(id, events.Count, CancellationToken.None);
        });
    }

    private static async Task MeasureAsync(string name, Func<int, Task> ask)
    {
        var before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        await EachAsync(ask);
        var seconds = watch.Elapsed.TotalSeconds;
        Figures.Row(name, Figures.Text(seconds, "0.0"), Figures.Text(Grains / seconds), Figures.Text((GC.GetTotalMemory(true) - before) / (double)Grains));
    }

    private static Task EachAsync(Func<int, Task> act)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Width).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < Grains;)
            {
                await act(i);
            }
        })));
    }
}
