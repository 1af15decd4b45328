using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Queues;

/// <summary>
/// The workers of one process: each takes items from the queues it is given, in turn, does them, and says so. They are woken when a queue has work and
/// wait otherwise. A worker that is gone loses its leases, and the work goes to another one. <see cref="Offer"/> may be called from any thread.
/// </summary>
public sealed class QueueWorkers : IAsyncDisposable
{
    private const string Actor = "worker";

    private readonly IEngine _engine;
    private readonly IReadOnlyList<AggregateId> _queues;
    private readonly IWorkHandler _handler;
    private readonly QueueWorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task[] _workers;
    private readonly WorkBell _bell = new();
    private int _busy;
    private volatile bool _isDraining;
    private QueueCounts? _seen;

    /// <param name="scheduler">Runs the workers; the handler as well, unless it goes elsewhere.</param>
    public QueueWorkers(IEngine engine, IReadOnlyList<AggregateId> queues, IWorkHandler handler, QueueWorkerOptions options, TimeProvider time, TaskScheduler scheduler)
    {
        (_engine, _queues, _handler, _options, _time) = (engine, queues, handler, options, time);
        _workers =
        [
            .. Enumerable.Range(0, options.Workers).Select(i =>
                Task.Factory.StartNew(() => WorkAsync($"{options.Name}/{i}"), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap()),
        ];
    }

    /// <summary>Workers that hold work.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>Where the items were when a queue last answered; null before.</summary>
    public QueueCounts? Seen => Volatile.Read(ref _seen);

    /// <summary>Says that a queue may have work; another one than theirs is nothing to them.</summary>
    public void Offer(AggregateId queue)
    {
        if (_queues.Contains(queue))
        {
            _bell.Ring();
        }
    }

    /// <summary>Takes nothing more and waits for what is being done, as long as it may.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        foreach (var _ in _workers)
        {
            _bell.Ring();
        }

        await Task.WhenAny(Task.WhenAll(_workers), Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
    }

    /// <summary>Stops: what is not done goes to others when its lease runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_workers);
        _stopping.Dispose();
    }

    private async Task WorkAsync(string worker)
    {
        // Names of claims must be new with each start of the process, which a counter is not.
        var run = _time.GetUtcNow().UtcTicks;
        for (var (claim, first) = (0L, 0); !_stopping.IsCancellationRequested && !_isDraining; claim++, first++)
        {
            var (queue, work) = await ClaimAsync(worker, $"{worker}@{run}/{claim}", first);
            if (work.Count == 0)
            {
                await _bell.WaitAsync(_options.Poll, _time, _stopping.Token);
                continue;
            }

            // Another one looks as well: there may be more than one takes.
            _bell.Ring();
            Interlocked.Increment(ref _busy);
            try
            {
                await RunAsync(queue!, work, $"{worker}@{run}/{claim}");
            }
            finally
            {
                Interlocked.Decrement(ref _busy);
            }
        }
    }

    /// <summary>Asks one queue after the other, beginning with another one each time.</summary>
    private async Task<(AggregateId? Queue, ValueList<ClaimedWork> Work)> ClaimAsync(string worker, string commandId, int first)
    {
        var claim = new QueueCommand.Claim(worker, _options.Batch, _options.Lease, _handler.Agents.ToValueList());
        for (var i = 0; i < _queues.Count && !_stopping.IsCancellationRequested; i++)
        {
            var queue = _queues[(first + i) % _queues.Count];
            if (await SendAsync(queue, claim, commandId) is { Reply: { } reply })
            {
                Volatile.Write(ref _seen, reply.Counts);
                if (reply.Work.Count > 0)
                {
                    return (queue, reply.Work);
                }
            }
        }

        return (null, []);
    }

    private async Task RunAsync(AggregateId queue, ValueList<ClaimedWork> work, string claim)
    {
        using var batch = new WorkBatch(work, _stopping.Token);
        await using var heart = _time.CreateTimer(_ => _ = BeatAsync(queue, batch, claim), null, _options.Lease / 3, _options.Lease / 3);
        var done = new List<WorkToken>();
        foreach (var item in work)
        {
            var result = batch.IsLost(item) ? null : await TryAsync(queue, item, batch.TokenOf(item));
            batch.End(item);
            if (result is { Failure: null })
            {
                done.Add(TokenOf(item));
            }
            else if (result is not null)
            {
                await SendAsync(queue, new QueueCommand.Fail(TokenOf(item), result.Failure!.Value, Clip(result.Cause), result.RetryAfter), $"{claim}/fail/{item.Token}");
            }
        }

        if (done.Count > 0)
        {
            await SendAsync(queue, new QueueCommand.Complete(done.ToValueList()), $"{claim}/done");
        }
    }

    /// <summary>Null when nobody waits for the result.</summary>
    private async Task<WorkResult?> TryAsync(AggregateId queue, ClaimedWork item, CancellationToken cancellationToken)
    {
        try
        {
            return await _handler.RunAsync(queue, item, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            return WorkResult.Transient($"{e.GetType().Name}: {e.Message}");
        }
    }

    private async Task BeatAsync(AggregateId queue, WorkBatch batch, string claim)
    {
        if (batch.Open() is not { Count: > 0 } open)
        {
            return;
        }

        try
        {
            var answer = await _engine.SendAsync<QueueCommand, QueueReply>(
                queue, new QueueCommand.Extend(open.Select(TokenOf).ToValueList(), _options.Lease), Actor, $"{claim}/beat/{_time.GetUtcNow().UtcTicks}");
            foreach (var lost in answer.Reply?.Stale ?? [])
            {
                batch.Lose(lost);
            }
        }
        catch (Exception)
        {
            // The queue is out of reach for now; the next beat comes, and a lease that runs out meanwhile is told then.
        }
    }

    /// <summary>Sends until it is answered or the workers stop; null then.</summary>
    private async Task<Answer<QueueReply>?> SendAsync(AggregateId queue, QueueCommand command, string commandId)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var answer = await _engine.SendAsync<QueueCommand, QueueReply>(queue, command, Actor, commandId);
                if (answer.Refusal?.Code != RefusalCode.Overloaded)
                {
                    return answer;
                }
            }
            catch (Exception) when (!_stopping.IsCancellationRequested)
            {
                // The journal is out of reach for now.
            }
            catch (Exception)
            {
                return null;
            }

            if (_stopping.IsCancellationRequested)
            {
                return null;
            }

            await DelayAsync(TimeSpan.FromMilliseconds(Math.Min(50 << Math.Min(tries, 7), _options.Poll.TotalMilliseconds)));
        }
    }

    private async Task DelayAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static WorkToken TokenOf(ClaimedWork work) => new(work.Item.Id, work.Token);

    private static string Clip(string cause) => cause.Length <= QueueDecider.MaxReasonLength ? cause : cause[..QueueDecider.MaxReasonLength];
}
