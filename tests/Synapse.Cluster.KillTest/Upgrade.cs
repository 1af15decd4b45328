using System.Collections.Concurrent;
using System.Diagnostics;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;

namespace Synapse.Cluster.KillTest;

/// <summary>Silos are replaced one by one by those of the next version, and back, while an application of this version goes on as if nothing were.</summary>
internal sealed class Upgrade(ClusterScript script, ISynapse synapse, IReadOnlyList<string> changes)
{
    private const int Applications = 16;

    private readonly ConcurrentBag<string> _accepted = [];
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly ConcurrentBag<string> _failures = [];
    private readonly List<string> _steps = [];
    private long _requests;

    public IReadOnlyCollection<string> Accepted => _accepted;

    public IReadOnlyCollection<string> Failures => _failures;

    public async Task RunAsync(string next)
    {
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, Applications).Select(i => ApplicationAsync(i, stop.Token)));
        await Task.Delay(TimeSpan.FromSeconds(5));
        foreach (var (program, name) in ((string?, string)[])[(next, "to the next"), (null, "back to this")])
        {
            for (var silo = 1; silo <= 3; silo++)
            {
                var watch = Stopwatch.StartNew();
                await script.RunAsync("stop", $"{silo}");
                var stopped = watch.Elapsed;
                await script.RunWithAsync(program, "start", $"{silo}");
                _steps.Add($"| silo {silo} {name} version | {stopped.TotalSeconds:0.0} s | {(watch.Elapsed - stopped).TotalSeconds:0.0} s |");
                Console.Error.WriteLine(_steps[^1]);
                await Task.Delay(TimeSpan.FromSeconds(3));
            }
        }

        await stop.CancelAsync();
        await load;
    }

    public void Write(TextWriter target, JournalVerdicts verdicts)
    {
        var times = _milliseconds.Order().ToList();
        target.WriteLine("| step | drain and leave | start until ready |");
        target.WriteLine("|---|---:|---:|");
        _steps.ForEach(target.WriteLine);
        target.WriteLine();
        target.WriteLine($"{_requests} requests of {Applications} applications (each submits a change, follows it to its verdict by asking, reads the report), {_accepted.Count} reviews; failed requests: {_failures.Count}; violations in the journal: {verdicts.Violations.Count}.");
        target.WriteLine($"Requests took p50 {times[times.Count / 2]:0} ms, p99 {times[(int)(times.Count * 0.99)]:0} ms, at most {times[^1]:0} ms.");
        foreach (var failure in _failures.Concat(verdicts.Violations).Take(20))
        {
            target.WriteLine($"- {failure}");
        }
    }

    private async Task ApplicationAsync(int application, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var id = $"upgrade-{application}-{number}";
            var ticket = await AskAsync(() => synapse.SubmitAsync(new ReviewSubmission(id, changes[((application * 31) + number) % changes.Count]), CancellationToken.None), id);
            _accepted.Add(id);
            while (ticket is { HasEnded: false })
            {
                await Task.Delay(100, CancellationToken.None);
                ticket = await AskAsync(() => synapse.FindAsync(id, CancellationToken.None), id);
            }

            await AskAsync(() => synapse.ReadReportAsync(id, CancellationToken.None), id);
        }
    }

    /// <summary>One request as the application makes it, once: what the SDK cannot mend has failed.</summary>
    private async Task<T?> AskAsync<T>(Func<Task<Outcome<T>>> call, string id)
        where T : class
    {
        Interlocked.Increment(ref _requests);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await call();
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (outcome.Problem is { } problem)
            {
                _failures.Add($"{id}: {problem.Message}");
            }

            return outcome.Value;
        }
        catch (Exception e)
        {
            _failures.Add($"{id}: {e.GetType().Name}: {e.Message}");
            return null;
        }
    }
}
