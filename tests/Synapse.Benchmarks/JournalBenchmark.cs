using System.Data.Common;
using System.Diagnostics;
using System.Text;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Benchmarks;

/// <summary>
/// Appends per second, beside what the database gives to a program that commits each row by itself: the same bytes, the same disk, in the
/// same run. One append is one event of about 300 bytes to a stream; each aggregate waits for its append before the next.
/// </summary>
internal static class JournalBenchmark
{
    private static readonly int[] Aggregates = [1, 64, 1_024];
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("{\"specialist\":\"security\",\"findings\":[],\"text\":\"" + new string('x', 250) + "\"}");

    private static long _rows;

    public static async Task<int> RunAsync(string? where)
    {
        using var database = BenchDatabase.Open(where);
        await using var journal = await database.OpenJournalAsync();
        await using var connection = database.Connect();
        Console.WriteLine(database.Name);
        BenchDatabase.Run(connection, $"CREATE TABLE baseline (position {database.Number} PRIMARY KEY, stream text NOT NULL, version bigint NOT NULL, data {database.Bytes} NOT NULL, UNIQUE (stream, version))");
        foreach (var aggregates in Aggregates)
        {
            // Other programs use the disk too: the baseline is taken on both sides of each figure.
            var before = await BaselineAsync(connection);
            await AppendAsync(journal, aggregates, TimeSpan.FromMilliseconds(500));
            var (rate, slow) = await AppendAsync(journal, aggregates, Length);
            var after = await BaselineAsync(connection);
            Console.WriteLine(
                $"  {aggregates,5:#,0} aggregates at once {rate,9:#,0} appends/s, 99 % answered within {slow,5:0.0} ms; one row per commit {before,6:#,0} and {after,6:#,0} rows/s: {rate * 2 / (before + after),5:0.0} times");
        }

        return 0;
    }

    private static async Task<double> BaselineAsync(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO baseline (position, stream, version, data) VALUES (@position, @stream, @position, @data)";
        foreach (var (name, value) in ((string, object)[])[("position", 0L), ("stream", "bench/review/baseline"), ("data", Data)])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        var (watch, rows) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < Length; rows++)
        {
            command.Parameters[0].Value = ++_rows;

            // On a thread of the pool, as the journal's writer: on a busy machine a thread that never gives up its turn waits longer for the next.
            await Task.Run(command.ExecuteNonQuery);
        }

        return rows / watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double Rate, double SlowMilliseconds)> AppendAsync(IJournal journal, int aggregates, TimeSpan length)
    {
        var (watch, run) = (Stopwatch.StartNew(), Guid.NewGuid().ToString("N"));
        var times = await Task.WhenAll(Enumerable.Range(0, aggregates).Select(a => Task.Run(async () =>
        {
            var (id, own) = (new AggregateId("bench", "review", $"{run}-{a}"), new List<double>());
            for (var version = 0L; watch.Elapsed < length; version++)
            {
                var start = watch.Elapsed;
                var status = await journal.AppendAsync(new StreamAppend(id, version, [new EventData("review.result/1", Data, DateTimeOffset.UnixEpoch, "bench", $"{version}")]), CancellationToken.None);
                own.Add((watch.Elapsed - start).TotalMilliseconds);
                if (status != AppendStatus.Appended)
                {
                    throw new InvalidOperationException($"an append ended as {status}");
                }
            }

            return own;
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        var all = times.SelectMany(t => t).Order().ToList();
        return (all.Count / seconds, all[(int)(all.Count * 0.99)]);
    }
}
