using System.Data.Common;
using System.Diagnostics;
using Synapse.Runtime.Journal;

namespace Synapse.Benchmarks;

/// <summary>
/// Durable reviews: a request, three specialists, their reports, the summary; every step in the journal before the next. Beside it the
/// same rows with the same bytes, each committed by itself, through as many connections as the database lets write at once.
/// </summary>
internal static class ReviewBenchmark
{
    private const int Runs = 3;

    private static readonly int[] Callers = [1, 64];
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string? where)
    {
        using var database = BenchDatabase.Open(where);
        await using var journal = await database.OpenJournalAsync();
        Console.WriteLine($"{database.Name}; {Environment.ProcessorCount} cores; medians of {Runs} runs of {Length.TotalSeconds} s; latency from sending the request to the verdict");
        using var load = new ReviewLoad(journal, true);
        await MeasureAsync(load, "warm", 64, TimeSpan.FromSeconds(3));
        var rows = await RowsAsync(journal);
        Console.WriteLine($"  one review is {rows.Count} events and {rows.Sum(r => r.Length):#,0} bytes of data");
        using (var connection = database.Connect())
        {
            BenchDatabase.Run(connection, $"CREATE TABLE baseline (stream text NOT NULL, version bigint NOT NULL, data {database.Bytes} NOT NULL, UNIQUE (stream, version))");
        }

        foreach (var callers in Callers)
        {
            var (rates, middles, slows, plain, work) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var run = 0; run < Runs; run++)
            {
                plain.Add(await BaselineAsync(database, rows, $"{callers}-{run}", Math.Min(callers, database.MaxWriters)));
                var before = Environment.CpuUsage.TotalTime;
                var times = await MeasureAsync(load, $"{callers}-{run}", callers, Length);
                work.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times.Count);
                rates.Add(times.Count / Length.TotalSeconds);
                middles.Add(times[times.Count / 2]);
                slows.Add(times[(int)(times.Count * 0.99)]);
            }

            Console.WriteLine(
                $"  {callers,3} callers {Median(rates),7:#,0} reviews/s (from {rates.Min():#,0} to {rates.Max():#,0}), p50 {Median(middles):0.00} ms, p99 {Median(slows):0.00} ms, {Median(work):0.00} ms of this process's CPU each; the same rows one per commit {Median(plain),6:#,0} reviews/s: {Median(rates) / Median(plain):0.0} times");
        }

        await PrintSizeAsync(database, journal);
        return 0;
    }

    /// <summary>What each review takes on disk, indexes, chain and all.</summary>
    private static async Task PrintSizeAsync(BenchDatabase database, IJournalStore journal)
    {
        const int Count = 5_000;
        using var load = new ReviewLoad(journal, true);
        var before = database.Size();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < Count; i += 64)
            {
                await load.ReviewAsync($"size-{i}");
            }
        })));
        Console.WriteLine($"  {(database.Size() - before) / (double)Count:#,0} bytes on disk per review");
    }

    /// <summary>Sorted milliseconds of the reviews that so many callers got done, one after another each.</summary>
    private static async Task<List<double>> MeasureAsync(ReviewLoad load, string run, int callers, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; watch.Elapsed < length; i++)
            {
                var start = watch.Elapsed;
                await load.ReviewAsync($"{run}-{caller}-{i}");
                own.Add((watch.Elapsed - start).TotalMilliseconds);
            }

            return own;
        })));
        return [.. times.SelectMany(t => t).Order()];
    }

    private static async Task<List<byte[]>> RowsAsync(IJournal journal)
    {
        var events = (await journal.ReadAsync(ReviewShape.IdOf("warm-0-0"), 0, CancellationToken.None)).Events;
        return [.. events.Select(e => e.Event.Data.ToArray())];
    }

    /// <summary>Reviews per second of a program that inserts a review's rows and commits each.</summary>
    private static async Task<double> BaselineAsync(BenchDatabase database, List<byte[]> rows, string run, int connections)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(async () =>
        {
            using var connection = database.Connect();
            using var command = Insert(connection);
            var reviews = 0;
            for (; watch.Elapsed < Length; reviews++)
            {
                command.Parameters[0].Value = $"bench/review/{run}-{c}-{reviews}";
                for (var i = 0; i < rows.Count; i++)
                {
                    (command.Parameters[1].Value, command.Parameters[2].Value) = (i + 1L, rows[i]);
                    await command.ExecuteNonQueryAsync();
                }
            }

            return reviews;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static DbCommand Insert(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO baseline (stream, version, data) VALUES (@stream, @version, @data)";
        foreach (var (name, value) in ((string, object)[])[("stream", ""), ("version", 0L), ("data", Array.Empty<byte>())])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
