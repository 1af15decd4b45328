using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Synapse.Benchmarks;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Reviews;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Storage;

namespace Synapse.Cluster.Benchmarks;

/// <summary>What asking a review costs beside asking a bare grain that gives the same answer.</summary>
internal static class CallOverhead
{
    private static readonly CommandContext Context = new("bench", "observe");

    public static async Task RunAsync(BenchServer server, int rounds)
    {
        Console.WriteLine($"\n## Asking a finished review\n\nMedians of {rounds} rounds, in turn with the bare grain. Load average before: {Figures.Load}.\n");
        Figures.Head("journal", "caller", "at a time:", "review, µs:", "bare grain, µs:", "more:");
        await using (var cluster = await BenchCluster.StartAsync(2, null, new MemoryJournal()))
        {
            await OfJournalAsync("memory", cluster, rounds, 20_000);
        }

        await using (var cluster = await BenchCluster.StartAsync(2, await server.SchemaAsync()))
        {
            await OfJournalAsync("PostgreSQL", cluster, rounds, 3_000);
        }
    }

    private static async Task OfJournalAsync(string journal, BenchCluster cluster, int rounds, int calls)
    {
        await ReviewThroughput.ReviewAsync(cluster, "r");
        var id = GrainKeys.Of(ReviewShape.IdOf("r"));
        var answer = await cluster.Client.GetGrain<IReviewGrain>(id).ObserveAsync(Context, CancellationToken.None);
        var home = await cluster.WhereAsync(cluster.Client.GetGrain<IReviewGrain>(id).GetGrainId());
        var bare = await BareOnAsync(cluster, home, answer);
        foreach (var (caller, silo) in ((string, int)[])[("same silo", home), ("another silo", 1 - home)])
        {
            var grains = cluster.Silo(silo).GetRequiredService<IGrainFactory>();
            var (review, plain) = (grains.GetGrain<IReviewGrain>(id), grains.GetGrain<IBareGrain>(bare));
            foreach (var width in (int[])[1, 64])
            {
                var (own, baseline) = (new List<double>(), new List<double>());
                for (var round = 0; round <= rounds; round++)
                {
                    var theirs = await TimeAsync(() => plain.ObserveAsync(Context, CancellationToken.None), calls, width);
                    var mine = await TimeAsync(() => review.ObserveAsync(Context, CancellationToken.None), calls, width);
                    if (round > 0)
                    {
                        own.Add(mine);
                        baseline.Add(theirs);
                    }
                }

                var (m, t) = (Figures.Median(own), Figures.Median(baseline));
                Figures.Row(journal, caller, $"{width}", Figures.Text(m, "0.00"), Figures.Text(t, "0.00"), $"{Figures.Text((m / t * 100) - 100, "0")} %");
            }
        }
    }

    /// <summary>A bare grain that happens to be on a silo.</summary>
    private static async Task<string> BareOnAsync(BenchCluster cluster, int silo, Answer<ReviewReply> answer)
    {
        for (var i = 0; ; i++)
        {
            var grain = cluster.Client.GetGrain<IBareGrain>($"bare-{i}");
            await grain.KeepAsync(answer);
            if (await cluster.WhereAsync(grain.GetGrainId()) == silo)
            {
                return $"bare-{i}";
            }
        }
    }

    /// <summary>Microseconds per call: so many callers, each with one call after the other.</summary>
    private static async Task<double> TimeAsync(Func<Task> call, int calls, int width)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, width).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < calls / width; i++)
            {
                await call();
            }
        })));
        return watch.Elapsed.TotalMicroseconds / calls;
    }
}
