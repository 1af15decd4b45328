using System.Diagnostics;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage;

namespace Synapse.Cluster.Benchmarks;

/// <summary>Signals that are read from the journal and delivered to a hundred grains, each of which hears all of them.</summary>
internal static class SignalRate
{
    private const int Listeners = 100;
    private const int Signals = 5_000;
    private const int Reviews = 100;

    public static async Task RunAsync(BenchServer server, int runs)
    {
        Console.WriteLine($"\n## Signals to {Listeners} listeners\n\nMedians of {runs} runs of {Signals:#,0} signals that are in the journal already, one silo. Load average before: {Figures.Load}.\n");
        Figures.Head("journal", "signals/s:", "deliveries/s:");
        await using (var memory = new MemoryJournal())
        {
            await using var cluster = await BenchCluster.StartAsync(1, null, memory);
            await OfJournalAsync("memory", cluster, memory, runs);
        }

        var schema = await server.SchemaAsync();
        await using (var database = await BenchServer.OpenJournalAsync(schema))
        {
            await using var cluster = await BenchCluster.StartAsync(1, schema);
            await OfJournalAsync("PostgreSQL", cluster, database, runs);
        }
    }

    private static async Task OfJournalAsync(string name, BenchCluster cluster, IJournal journal, int runs)
    {
        await Task.WhenAll(Enumerable.Range(0, Listeners).Select(i => cluster.Client.GetGrain<IListenerGrain>(i).SubscribeAsync(SignalTypes.ReviewEscalated, "heard")));
        var rates = new List<double>();
        for (var run = 0; run <= runs; run++)
        {
            var heard = HeardCount.Here.UntilAsync((long)Listeners * Signals);
            var watch = Stopwatch.StartNew();

            // Each append brings fifty events, so that writing them takes no time worth speaking of.
            await Task.WhenAll(Enumerable.Range(0, Reviews).Select(r => AppendAsync(journal, $"{run}-{r}", Signals / Reviews)));
            await heard;
            if (run > 0)
            {
                rates.Add(Signals / watch.Elapsed.TotalSeconds);
            }
        }

        Figures.Row(name, $"{Figures.Text(Figures.Median(rates))} ({Figures.Text(rates.Min())}-{Figures.Text(rates.Max())})", Figures.Text(Figures.Median(rates) * Listeners));
    }

    private static async Task AppendAsync(IJournal journal, string review, int events)
    {
        var at = DateTimeOffset.UtcNow;
        var (type, data) = new ReviewEventCodec().Encode(new ReviewEvent.Escalated("nobody answered", at));
        var status = await journal.AppendAsync(
            new StreamAppend(new AggregateId("heard", ReviewAggregate.Kind, review), 0, [.. Enumerable.Repeat(new EventData(type, data, at, "bench", "c"), events)]), CancellationToken.None);
        _ = status == AppendStatus.Appended ? status : throw new InvalidOperationException($"{status}");
    }
}
