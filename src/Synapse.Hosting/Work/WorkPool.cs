using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Hosting.Work;

/// <summary>
/// Runs the deterministic specialists of reviews in this process, a bounded number at a time, away from whoever hands the work out. Work that
/// is lost with the process is handed out again when its review is resumed.
/// </summary>
public sealed class WorkPool : IWorkRunner, IAsyncDisposable
{
    private const int MaxBackoffSteps = 100;

    private readonly Channel<PooledWork> _queue = Channel.CreateUnbounded<PooledWork>();
    private readonly ConcurrentDictionary<(AggregateId Review, string Agent), PooledWork> _items = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ReviewWorkCache _reviews;
    private readonly IEngine _engine;
    private readonly WorkPoolLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<WorkPool> _log;
    private readonly Task[] _workers;
    private volatile bool _isStopping;
    private int _waiting;

    /// <param name="engine">Takes the answers.</param>
    public WorkPool(ReviewAgents agents, IJournalStore journal, IEngine engine, WorkPoolLimits limits, TimeProvider time, ILogger<WorkPool> log)
    {
        (_engine, _limits, _time, _log) = (engine, limits, time, log);
        _reviews = new ReviewWorkCache(agents, journal, _stopping.Token);
        _workers = [.. Enumerable.Range(0, limits.Concurrency).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Pieces of work that wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Pieces of work that wait or are being done.</summary>
    public int Count => _items.Count;

    /// <summary>Puts the work in line; what is in line or being done already is not put there again.</summary>
    /// <exception cref="WorkRefusedException">As many wait as may, or the pool is being stopped.</exception>
    public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        if (_isStopping)
        {
            throw new WorkRefusedException("this worker pool is being stopped");
        }

        if (_items.ContainsKey((aggregate, work.Agent)))
        {
            return ValueTask.CompletedTask;
        }

        if (Waiting >= _limits.MaxWaiting)
        {
            throw new WorkRefusedException($"{_limits.MaxWaiting} pieces of work wait in this worker pool");
        }

        var item = new PooledWork(aggregate, work, Activity.Current?.Context ?? default);
        if (_items.TryAdd((aggregate, work.Agent), item))
        {
            Interlocked.Increment(ref _waiting);
            _queue.Writer.TryWrite(item);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken)
    {
        if (_items.TryGetValue((aggregate, work.Agent), out var item))
        {
            item.IsRecalled = true;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until nothing is waiting or being done, as long as it may. What is left then is handed out again by whoever resumes its review.</summary>
    /// <returns>How much was left.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        while (Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(_limits.RetryAfter, _time, cancellationToken));
        }

        return Count;
    }

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync();
        await Task.WhenAll(_workers);
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var item in _queue.Reader.ReadAllAsync(_stopping.Token))
            {
                Interlocked.Decrement(ref _waiting);
                await RunAsync(item);
                _items.TryRemove(KeyValuePair.Create((item.Review, item.Work.Agent), item));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(PooledWork item)
    {
        if (item.IsRecalled)
        {
            return;
        }

        using var activity = HostTelemetry.Activities.StartActivity("specialist", ActivityKind.Internal, item.Parent);
        activity?.SetTag("synapse.review", item.Review.ToString()).SetTag("synapse.specialist", item.Work.Agent);
        ReviewCommand? answer = null;
        for (var tries = 1; !_stopping.IsCancellationRequested; tries++)
        {
            try
            {
                answer ??= await AnswerAsync(item);
                await SpecialistRun.SendAsync(_engine, item.Review, item.Work.Agent, answer);
                return;
            }
            catch (Exception e)
            {
                // The review or its journal is out of reach for now. Its deadline bounds how long the answer is of use.
                if (item.IsRecalled || _time.GetUtcNow() > item.Work.Deadline)
                {
                    _log.LogWarning("What {Agent} says of {Review} could not be delivered before its deadline: {Cause}", item.Work.Agent, item.Review, e.Message);
                    return;
                }

                await Task.Delay(_limits.RetryAfter * Math.Min(tries, MaxBackoffSteps), _time, CancellationToken.None);
            }
        }
    }

    private async Task<ReviewCommand> AnswerAsync(PooledWork item)
    {
        try
        {
            var work = await _reviews.TakeAsync(item.Review);
            return await SpecialistRun.AnswerAsync(work.Scan, work.Recorded, item.Work.Agent);
        }
        catch (InvalidDataException e)
        {
            return new ReviewCommand.ReportFailure(item.Work.Agent, e.Message);
        }
        finally
        {
            _reviews.Return(item.Review);
        }
    }
}
