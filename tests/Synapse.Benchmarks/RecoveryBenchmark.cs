using System.Diagnostics;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;

namespace Synapse.Benchmarks;

/// <summary>What a new engine needs before it is as far as the one that died, on a database with many open reviews.</summary>
internal static class RecoveryBenchmark
{
    private const int Open = 100_000;
    private const int Behind = 1_000;
    private const int Resumed = 5_000;
    private const int Callers = 256;

    public static async Task<int> RunAsync(string? where)
    {
        using var database = BenchDatabase.Open(where);
        var watch = Stopwatch.StartNew();
        await using (var journal = await database.OpenJournalAsync())
        {
            using var load = new ReviewLoad(journal, false);
            await EachAsync(Open, i => load.RequestAsync($"open-{i}"));
            Console.WriteLine($"{database.Name}; {Environment.ProcessorCount} cores; {Open:#,0} reviews requested in {watch.Elapsed.TotalSeconds:0.0} s and left open");
            while ((await journal.ReadBehindAsync(null, 1, CancellationToken.None)).Count > 0)
            {
                await Task.Delay(10);
            }
        }

        await MeasureAsync(database, "with nothing behind");
        await using (var journal = await database.OpenJournalAsync())
        {
            // One more event whose effects nobody ran, as a crash between commit and effects leaves it.
            await EachAsync(Behind, async i =>
            {
                var id = ReviewShape.IdOf($"open-{i * (Open / Behind)}");
                var slice = await journal.ReadAsync(id, 0, CancellationToken.None);
                await journal.AppendAsync(new StreamAppend(id, slice.Version, [slice.Events[1].Event]), CancellationToken.None);
            });
        }

        await MeasureAsync(database, $"with {Behind:#,0} behind");
        return 0;
    }

    private static async Task MeasureAsync(BenchDatabase database, string name)
    {
        var watch = Stopwatch.StartNew();
        await using var journal = await database.OpenJournalAsync();
        var opened = watch.Elapsed;
        using var load = new ReviewLoad(journal, false);
        await load.Engine.RecoverAsync(CancellationToken.None);
        var recovered = watch.Elapsed;
        await journal.ReadDueTimersAsync(DateTimeOffset.UtcNow, 1_000, CancellationToken.None);
        var timers = watch.Elapsed;
        Console.WriteLine(
            $"  {name}: opened in {opened.TotalMilliseconds:0} ms, recovered in {(recovered - opened).TotalMilliseconds:0} ms, timers looked up in {(timers - recovered).TotalMilliseconds:0.0} ms");
        watch.Restart();
        await EachAsync(Resumed, async i => await load.Engine.SendAsync<ReviewCommand, ReviewReply>(ReviewShape.IdOf($"open-{i}"), new ReviewCommand.Resume(), "bench", "resume"));
        Console.WriteLine($"  {Resumed / watch.Elapsed.TotalSeconds:#,0} open reviews resumed per second");
    }

    private static Task EachAsync(int count, Func<int, Task> action) => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
    {
        for (var i = caller; i < count; i += Callers)
        {
            await action(i);
        }
    })));
}
