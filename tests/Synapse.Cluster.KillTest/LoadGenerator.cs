using System.Collections.Concurrent;
using System.Diagnostics;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;

namespace Synapse.Cluster.KillTest;

/// <summary>
/// Submits reviews through the client SDK as an application does: the same submission again until it is accepted, and after that it asks now and
/// then where the review stands until it has ended.
/// </summary>
internal sealed class LoadGenerator(ISynapse synapse, IReadOnlyList<string> changes)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, string> _accepted = new();
    private readonly ConcurrentQueue<(long At, double Milliseconds)> _latencies = new();
    private int _next;
    private int _open;
    private long _retries;

    /// <summary>Accepted reviews and how each ended; empty while it has not.</summary>
    public IReadOnlyDictionary<string, string> Accepted => _accepted;

    public int Open => Volatile.Read(ref _open);

    /// <summary>Calls that had to be made again.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Answers that were no expected outcome.</summary>
    public ConcurrentQueue<string> Surprises { get; } = new();

    /// <summary>Keeps so many reviews open until told to stop; the last ones are waited for.</summary>
    public async Task RunAsync(string prefix, int inFlight, int submitters, CancellationToken stop)
    {
        var ends = new ConcurrentBag<Task>();
        await Task.WhenAll(Enumerable.Range(0, submitters).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (Open >= inFlight)
                {
                    await Task.Delay(5, CancellationToken.None);
                    continue;
                }

                Interlocked.Increment(ref _open);
                var number = Interlocked.Increment(ref _next);
                var id = $"{prefix}-{number}";
                await SubmitAsync(id, number);
                ends.Add(EndAsync(id));
            }
        }));
        await Task.WhenAll(ends);
    }

    /// <summary>Submits so many and returns once all are accepted; they are waited for by the task that is given back.</summary>
    public async Task<Task> BurstAsync(string prefix, int count)
    {
        var ids = Enumerable.Range(0, count).Select(i => $"{prefix}-{i}").ToList();
        Interlocked.Add(ref _open, count);
        await Parallel.ForEachAsync(ids.Index(), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (item, _) => await SubmitAsync(item.Item, item.Index));
        return Task.WhenAll(ids.Select(EndAsync));
    }

    /// <summary>The 99th percentile of the time until a submission was accepted, in milliseconds, of those accepted since a moment; null for fewer than ten.</summary>
    public double? P99Since(long since)
    {
        var recent = _latencies.Where(l => l.At >= since).Select(l => l.Milliseconds).Order().ToList();
        return recent.Count < 10 ? null : recent[(int)(recent.Count * 0.99)];
    }

    private async Task SubmitAsync(string id, int number)
    {
        var submission = new ReviewSubmission(id, changes[number % changes.Count]) { Title = $"{id}" };
        var started = Stopwatch.GetTimestamp();
        await UntilAsync(() => synapse.SubmitAsync(submission), id);
        _latencies.Enqueue((Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        _accepted.TryAdd(id, "");
    }

    private async Task EndAsync(string id)
    {
        for (var wait = 250; ; wait = Math.Min(4_000, wait * 2))
        {
            await Task.Delay(wait);
            var ticket = await UntilAsync(() => synapse.FindAsync(id), id);
            if (ticket is not { HasEnded: false })
            {
                _accepted[id] = ticket?.Status ?? "lost";
                Interlocked.Decrement(ref _open);
                return;
            }
        }
    }

    /// <summary>Makes a call again until it is answered; a refusal other than "try again later" is a surprise.</summary>
    private async Task<ReviewTicket?> UntilAsync(Func<Task<Outcome<ReviewTicket>>> call, string id)
    {
        while (true)
        {
            try
            {
                var outcome = await call().WaitAsync(TimeSpan.FromSeconds(20));
                if (outcome.Value is { } ticket)
                {
                    return ticket;
                }

                if (outcome.Problem!.Code != "overloaded")
                {
                    Surprises.Enqueue($"{id}: {outcome.Problem.Message}");
                    return null;
                }
            }
            catch (Exception)
            {
                // A silo or the database is gone for now: the same call again is harmless.
            }

            Interlocked.Increment(ref _retries);
            await Task.Delay(Retry);
        }
    }
}
