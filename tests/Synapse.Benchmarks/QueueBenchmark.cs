using System.Collections.Concurrent;
using System.Diagnostics;
using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Core.Signals;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Queues;

namespace Synapse.Benchmarks;

/// <summary>
/// A durable work queue: jobs enqueued one by one by 16 producers and then drained by 4 workers, end to end; the time from enqueuing to the start at a steady
/// 200 jobs a second; and claims out of a queue with many items.
/// </summary>
internal static class QueueBenchmark
{
    private const int Producers = 16;
    private const int Workers = 4;
    private const int Jobs = 10_000;
    private const int Runs = 3;
    private const int Rate = 200;
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string? where)
    {
        using var database = BenchDatabase.Open(where);
        await using var journal = await database.OpenJournalAsync();
        Console.WriteLine(database.Name);
        // Enough for the compiler to have seen everything twice.
        await ThroughputAsync(journal, "warm", 2 * Jobs);
        var rates = new List<(double All, double In, double Out)>();
        for (var run = 0; run < Runs; run++)
        {
            rates.Add(await ThroughputAsync(journal, $"run{run}", Jobs));
            Console.WriteLine($"  {Jobs:#,0} jobs, {Producers} producers one by one, then {Workers} workers: {rates[^1].All,7:#,0} jobs/s end to end (enqueued at {rates[^1].In:#,0}/s, drained at {rates[^1].Out:#,0}/s)");
        }

        Console.WriteLine($"  median of {Runs}: {rates.Select(r => r.All).Order().ElementAt(Runs / 2):#,0} jobs/s");
        var times = await LatencyAsync(journal);
        Console.WriteLine($"  at {Rate} jobs/s, enqueue to start: p50 {times[times.Count / 2]:0.00} ms, p99 {times[times.Count * 99 / 100]:0.00} ms");
        return 0;
    }

    /// <summary>One queue with many items, in memory: what it weighs and how long a claim takes.</summary>
    public static int Depth(int items)
    {
        var before = GC.GetTotalMemory(true);
        var (state, watch) = (QueueState.Empty, Stopwatch.StartNew());
        var now = DateTimeOffset.UnixEpoch;
        for (var i = 0; i < items; i += QueueDecider.MaxBatch)
        {
            var batch = Enumerable.Range(i, Math.Min(QueueDecider.MaxBatch, items - i)).Select(n => Job($"job-{n}") with { Lane = new WorkLane(WorkPriority.Normal, $"tenant{n % 10}", $"repo{n % 100}", $"agent{n % 5}", "") });
            state = Do(state, new QueueCommand.Enqueue(batch.ToValueList()), $"e{i}", now);
        }

        var (seconds, bytes) = (watch.Elapsed.TotalSeconds, GC.GetTotalMemory(true) - before);
        Console.WriteLine($"  {items:#,0} items in {state.Index.Ready.Count} lanes: {bytes / (double)items:0} bytes each, {bytes >> 20:#,0} MiB; {items / seconds:#,0} decided and folded a second");
        foreach (var size in (int[])[1, 64])
        {
            var times = new List<double>();
            for (var n = 0; n < 2_000; n++)
            {
                watch.Restart();
                state = Do(state, new QueueCommand.Claim("w", size, TimeSpan.FromMinutes(1), []), $"c{size}-{n}", now);
                times.Add(watch.Elapsed.TotalMicroseconds);
            }

            times.Sort();
            Console.WriteLine($"  a claim of {size,2}: p50 {times[times.Count / 2]:0} us, p99 {times[times.Count * 99 / 100]:0} us");
        }

        var codec = new QueueStateCodec();
        watch.Restart();
        var snapshot = codec.Encode(state);
        var written = watch.Elapsed;
        watch.Restart();
        codec.TryDecode(snapshot, out _);
        Console.WriteLine($"  its snapshot: {snapshot.Length >> 20} MiB, written in {written.TotalSeconds:0.0} s, read in {watch.Elapsed.TotalSeconds:0.0} s");
        return 0;
    }

    private static QueueState Do(QueueState state, QueueCommand command, string id, DateTimeOffset now) =>
        QueueDecider.Decide(state, command, new Facts(now, "bench", id)).Events.Aggregate(state, QueueState.Evolve);

    private static async Task<(double All, double In, double Out)> ThroughputAsync(IJournalStore journal, string name, int jobs)
    {
        var queue = new AggregateId("bench", QueueAggregate.Kind, name);
        var runner = new Runner();
        using var engine = new EmbeddedEngine(journal, runner, new NoSignals(), TimeProvider.System, TaskScheduler.Default, EngineLimits.Default).HostAll();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(p => Task.Run(async () =>
        {
            for (var i = p; i < jobs; i += Producers)
            {
                await EnqueueAsync(engine, queue, $"job-{i}");
            }
        })));
        var filled = watch.Elapsed;
        var handler = new Counting(jobs);
        var options = new QueueWorkerOptions("bench", Workers, 64, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));
        var workers = runner.Workers = new QueueWorkers(engine, [queue], handler, options, TimeProvider.System, TaskScheduler.Default);
        workers.Offer(queue);
        await handler.Finished;
        await workers.DisposeAsync();
        var all = watch.Elapsed;
        var answer = await engine.SendAsync<QueueCommand, QueueReply>(queue, new QueueCommand.Observe(), "bench", "observe");
        return answer.Reply!.Counts.Done == jobs
            ? (jobs / all.TotalSeconds, jobs / filled.TotalSeconds, jobs / (all - filled).TotalSeconds)
            : throw new InvalidOperationException($"{answer.Reply.Counts} and {jobs} jobs");
    }

    private static async Task<List<double>> LatencyAsync(IJournalStore journal)
    {
        var queue = new AggregateId("bench", QueueAggregate.Kind, "latency");
        var runner = new Runner();
        using var engine = new EmbeddedEngine(journal, runner, new NoSignals(), TimeProvider.System, TaskScheduler.Default, EngineLimits.Default).HostAll();
        var handler = new Timing();
        var options = new QueueWorkerOptions("bench", Workers, 4, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));
        await using var workers = runner.Workers = new QueueWorkers(engine, [queue], handler, options, TimeProvider.System, TaskScheduler.Default);
        var (watch, sent) = (Stopwatch.StartNew(), new List<Task>());
        for (var i = 0; watch.Elapsed < Steady; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / Rate);
            while (watch.Elapsed < due)
            {
                await Task.Delay(1);
            }

            handler.Sent[$"job-{i}"] = Stopwatch.GetTimestamp();
            sent.Add(EnqueueAsync(engine, queue, $"job-{i}"));
        }

        await Task.WhenAll(sent);
        while (handler.Times.Count < sent.Count)
        {
            await Task.Delay(10);
        }

        return [.. handler.Times.Skip(Rate).Order()];
    }

    private static WorkItem Job(string id) => WorkItem.Of(id, "bench", "{\"review\":\"0193f3a2-6f7e-7bb0-8c1d-0f2a4c6e8a10\",\"agent\":\"security\"}");

    private static async Task EnqueueAsync(IEngine engine, AggregateId queue, string id)
    {
        var answer = await engine.SendAsync<QueueCommand, QueueReply>(queue, new QueueCommand.Enqueue([Job(id)]), "bench", id);
        if (answer.Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }
    }

    private sealed class Counting(int jobs) : IWorkHandler
    {
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _done;

        public Task Finished => _finished.Task;

        public IReadOnlyList<string> Agents => [];

        public Task<WorkResult> RunAsync(AggregateId queue, ClaimedWork work, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _done) == jobs)
            {
                _finished.TrySetResult();
            }

            return Task.FromResult(WorkResult.Done);
        }
    }

    private sealed class Timing : IWorkHandler
    {
        public ConcurrentDictionary<string, long> Sent { get; } = new();

        public ConcurrentQueue<double> Times { get; } = new();

        public IReadOnlyList<string> Agents => [];

        public Task<WorkResult> RunAsync(AggregateId queue, ClaimedWork work, CancellationToken cancellationToken)
        {
            Times.Enqueue(Stopwatch.GetElapsedTime(Sent[work.Item.Id]).TotalMilliseconds);
            return Task.FromResult(WorkResult.Done);
        }
    }

    private sealed class Runner : IWorkRunner
    {
        public QueueWorkers? Workers { get; set; }

        public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask OfferAsync(AggregateId queue, CancellationToken cancellationToken)
        {
            Workers?.Offer(queue);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class NoSignals : ISignalSink
    {
        public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
