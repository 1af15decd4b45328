using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Synapse.Benchmarks;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Reviews;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Benchmarks;

/// <summary>
/// Durable reviews through grains, beside grains that write the same bytes with Orleans' own ADO.NET storage after each command: the request, then three
/// reports. A caller waits for the verdict before its next review.
/// </summary>
internal static class ReviewThroughput
{
    private static readonly int[] Callers = [1, 64, 512];

    public static async Task RunAsync(BenchServer server, int runs, TimeSpan length)
    {
        Console.WriteLine($"\n## Durable reviews\n\nMedians of {runs} runs of {length.TotalSeconds:0} s, in turn with the baseline; CPU of this process, which is all silos and the client, per review. Load average before: {Figures.Load}.\n");
        Figures.Head("silos:", "callers:", "reviews/s:", "p50 ms:", "p99 ms:", "CPU ms:", "WriteStateAsync, reviews/s:", "p50 ms:", "p99 ms:", "CPU ms:", "ratio:");
        foreach (var silos in (int[])[1, 3])
        {
            var schema = await server.SchemaAsync();
            await using var cluster = await BenchCluster.StartAsync(silos, schema);
            await MeasureAsync(id => ReviewAsync(cluster, id), "warm", 64, TimeSpan.FromSeconds(3));
            var commands = await CommandsAsync(cluster.Silo(0).GetRequiredService<IJournalStore>());
            var plain = Enumerable.Range(0, silos).Select(i => cluster.Silo(i).GetRequiredService<PlainReviews>()).ToList();
            await MeasureAsync(id => PlainAsync(cluster, plain, commands, id), "plain-warm", 64, TimeSpan.FromSeconds(3));
            foreach (var callers in Callers)
            {
                var (own, baseline) = (new List<Sample>(), new List<Sample>());
                for (var run = 0; run < runs; run++)
                {
                    baseline.Add(await MeasureAsync(id => PlainAsync(cluster, plain, commands, id), $"plain-{callers}-{run}", callers, length));
                    own.Add(await MeasureAsync(id => ReviewAsync(cluster, id), $"{callers}-{run}", callers, length));
                }

                var (mine, theirs) = (Middle(own), Middle(baseline));
                Figures.Row(
                    $"{silos}", $"{callers}", $"{Figures.Text(mine.Rate)} ({Figures.Text(own.Min(s => s.Rate))}-{Figures.Text(own.Max(s => s.Rate))})", Figures.Text(mine.Half, "0.0"), Figures.Text(mine.Slow, "0.0"), Figures.Text(mine.Work, "0.00"),
                    $"{Figures.Text(theirs.Rate)} ({Figures.Text(baseline.Min(s => s.Rate))}-{Figures.Text(baseline.Max(s => s.Rate))})", Figures.Text(theirs.Half, "0.0"), Figures.Text(theirs.Slow, "0.0"), Figures.Text(theirs.Work, "0.00"),
                    Figures.Text(mine.Rate / theirs.Rate, "0.00"));
            }
        }
    }

    /// <summary>One review of the load, to its verdict.</summary>
    public static async Task ReviewAsync(BenchCluster cluster, string id)
    {
        var verdict = cluster.Work.WaitAsync(id);
        var answer = await cluster.Client.GetGrain<IReviewGrain>(GrainKeys.Of(ReviewShape.IdOf(id))).RequestAsync(ReviewShape.Request, new CommandContext("bench", id), CancellationToken.None);
        _ = answer.Reply ?? throw new InvalidOperationException(answer.Refusal!.Message);
        await verdict;
    }

    private static async Task PlainAsync(BenchCluster cluster, List<PlainReviews> silos, byte[][] commands, string id)
    {
        // It ends on one of the silos, whichever it is.
        var end = Task.WhenAny(silos.Select(s => s.WaitAsync(id)));
        await cluster.Client.GetGrain<IPlainGrain>(id).RequestAsync(commands[0], commands[1..]);
        await end;
        silos.ForEach(s => s.End(id));
    }

    /// <summary>The bytes of the events of each command of one review.</summary>
    private static async Task<byte[][]> CommandsAsync(IJournal journal)
    {
        var events = (await journal.ReadAsync(ReviewShape.IdOf("warm-0-0"), 0, CancellationToken.None)).Events;
        return [.. events.GroupBy(e => e.Event.CommandId).Select(g => g.SelectMany(e => e.Event.Data.ToArray()).ToArray())];
    }

    private static async Task<Sample> MeasureAsync(Func<string, Task> review, string run, int callers, TimeSpan length)
    {
        var work = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; watch.Elapsed < length; i++)
            {
                var start = watch.Elapsed;
                await review($"{run}-{caller}-{i}");
                own.Add((watch.Elapsed - start).TotalMilliseconds);
            }

            return own;
        })));
        var all = times.SelectMany(t => t).ToList();
        return new Sample(all.Count / watch.Elapsed.TotalSeconds, Figures.Median(all), Figures.Share(all, 0.99), (Environment.CpuUsage.TotalTime - work).TotalMilliseconds / all.Count);
    }

    private static Sample Middle(List<Sample> samples) => new(Figures.Median(samples.Select(s => s.Rate)), Figures.Median(samples.Select(s => s.Half)), Figures.Median(samples.Select(s => s.Slow)), Figures.Median(samples.Select(s => s.Work)));

    private sealed record Sample(double Rate, double Half, double Slow, double Work);
}
