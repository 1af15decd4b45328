using System.Collections.Concurrent;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.KillTest;

/// <summary>
/// An engine as a service hosts it: it recovers, resumes what is open, takes requests, and runs specialists that need a random while.
/// What it does to the outside goes to <paramref name="say"/>, a line each, before it goes on.
/// </summary>
internal sealed class ReviewHost : IWorkRunner, ISignalSink, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Snapshots, evictions and sweeps often enough for a short run to meet them.</summary>
    private static readonly EngineLimits Limits = EngineLimits.Default with
    {
        SnapshotEvery = 3, MaxActive = 500, TimerPoll = TimeSpan.FromMilliseconds(200), Sweep = TimeSpan.FromSeconds(1),
    };

    private readonly ConcurrentDictionary<(AggregateId Review, string Agent), CancellationTokenSource> _work = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly VersionWatch _journal;
    private readonly EmbeddedEngine _engine;
    private readonly Random _random;
    private readonly int _workMilliseconds;
    private readonly Action<string> _say;

    public ReviewHost(IJournalStore journal, int seed, int workMilliseconds, Action<string> say)
    {
        (_journal, _random, _workMilliseconds, _say) = (new VersionWatch(journal), new Random(seed), workMilliseconds, say);
        _engine = new EmbeddedEngine(_journal, this, this, TimeProvider.System, TaskScheduler.Default, Limits)
            .HostAll();
    }

    /// <summary>Goes on where an earlier process stopped.</summary>
    public async Task RecoverAsync()
    {
        await UntilDoneAsync(async () =>
        {
            await _engine.RecoverAsync(CancellationToken.None);
            return true;
        });
        var start = Guid.NewGuid().ToString("N");
        await UntilDoneAsync(() => new ReviewRecovery(_engine, _journal.Reviews).ResumeAsync(start, CancellationToken.None));
    }

    /// <summary>Sends a request once and says what became of it.</summary>
    public async Task RequestAsync(string id)
    {
        try
        {
            var answer = await _engine.SendAsync<ReviewCommand, ReviewReply>(KillReviews.IdOf(id), KillReviews.Request(id), "caller", id);
            _say(answer.Refusal is null ? $"accepted {id}" : answer.Refusal.Code == RefusalCode.Overloaded ? $"failed {id}" : $"problem {id} was refused: {answer.Refusal.Message}");
        }
        catch (Exception)
        {
            _say($"failed {id}");
        }
    }

    /// <summary>Waits until nothing is left to do; false when it takes longer than anything here can take.</summary>
    public async Task<bool> DrainAsync(TimeSpan most)
    {
        for (var waited = TimeSpan.Zero; waited < most; waited += Pause)
        {
            if (await UntilDoneAsync(async () =>
                    (await _journal.Reviews.ReadRunningAsync(null, 1, CancellationToken.None)).Count == 0
                    && (await _journal.ReadBehindAsync(null, 1, CancellationToken.None)).Count == 0
                    && (await _journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 1, CancellationToken.None)).Count == 0))
            {
                return true;
            }

            await Task.Delay(Pause);
        }

        return false;
    }

    public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        _say($"start {aggregate.Id} {work.Agent} {_journal.VersionOf(aggregate)}");
        var stop = new CancellationTokenSource();
        if (_work.TryAdd((aggregate, work.Agent), stop) && !KillReviews.IsSilent(aggregate.Id, work.Agent))
        {
            _ = WorkAsync(aggregate, work.Agent, stop.Token);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken)
    {
        if (_work.TryRemove((aggregate, work.Agent), out var stop))
        {
            stop.Cancel();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        _say($"signal {id} {signal.Type}");
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _engine.Dispose();
    }

    private async Task WorkAsync(AggregateId id, string agent, CancellationToken recalled)
    {
        int milliseconds;
        lock (_random)
        {
            milliseconds = _random.Next(_workMilliseconds);
        }

        try
        {
            await Task.Delay(milliseconds, recalled);
            await AskAsync(id, KillReviews.Report(id.Id, agent), $"{id.Id}-{agent}");
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Sends a command until it is answered, as whoever has done work does.</summary>
    private async Task AskAsync(AggregateId id, ReviewCommand command, string commandId)
    {
        while (true)
        {
            var answer = await UntilDoneAsync(() => _engine.SendAsync<ReviewCommand, ReviewReply>(id, command, "host", commandId));
            if (answer.Refusal is not { Code: RefusalCode.Overloaded })
            {
                if (answer.Refusal is { } refusal)
                {
                    _say($"problem {id} refused {command.GetType().Name}: {refusal.Message}");
                }

                return;
            }

            await Task.Delay(Pause, _stopping.Token);
        }
    }

    /// <summary>The database may be away for a while.</summary>
    private async Task<T> UntilDoneAsync<T>(Func<Task<T>> action)
    {
        while (true)
        {
            try
            {
                return await action();
            }
            catch (Exception) when (!_stopping.IsCancellationRequested)
            {
                await Task.Delay(Pause, _stopping.Token);
            }
        }
    }
}
