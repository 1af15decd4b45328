using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>Queues commands to one aggregate and drains them in batches, one batch at a time, on the engine's scheduler.</summary>
internal sealed class Mailbox<TAggregate, TState, TCommand, TEvent, TReply>(
    AggregateLoop<TAggregate, TState, TCommand, TEvent, TReply> loop, TaskScheduler scheduler, EngineLimits limits, CancellationToken stopping) : IMailbox, ISender<TCommand, TReply>
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    private const string Engine = "synapse";

    private readonly Queue<Envelope<TCommand, TReply>> _queue = new();
    private readonly Queue<Func<Task>> _chores = new();
    private readonly Lock _gate = new();
    private bool _running;
    private bool _wasUsed;

    public Task<Answer<TReply>> SendAsync(TCommand command, string actor, string commandId)
    {
        if (TAggregate.IsQuestion(command))
        {
            lock (_gate)
            {
                if (_running)
                {
                    return Queue(command, actor, commandId);
                }

                _running = _wasUsed = true;
            }

            return AskAsync(command, actor, commandId);
        }

        return Queue(command, actor, commandId);
    }

    public Task FireAsync(StreamTimer timer)
    {
        lock (_gate)
        {
            return Enqueue(TAggregate.OnTimer(timer.Name), Engine, $"timer/{timer.Name}@{timer.DueAt.UtcTicks}", timer);
        }
    }

    public Task<bool> RecoverAsync() => AloneAsync(() => loop.RecoverAsync(stopping));

    /// <summary>Ends when what is being done is done, with its effects; what still waits is not waited for.</summary>
    public Task SettleAsync() => AloneAsync(() => Task.FromResult(true));

    public bool IsIdle(bool spareUsed)
    {
        lock (_gate)
        {
            var isIdle = !_running && !(spareUsed && _wasUsed);
            _wasUsed = false;
            return isIdle;
        }
    }

    public Task<bool> RetryAsync(DeadLetter letter) => AloneAsync(() => loop.RetryAsync(letter, stopping));

    /// <summary>Answers where it was asked, in the place of a batch; what comes meanwhile waits, and shares the next look at the journal.</summary>
    private async Task<Answer<TReply>> AskAsync(TCommand command, string actor, string commandId)
    {
        Answer<TReply>? answer;
        try
        {
            answer = await loop.AskAsync(command, actor, commandId, stopping);
        }
        finally
        {
            lock (_gate)
            {
                _running = false;
                if (_queue.Count > 0 || _chores.Count > 0)
                {
                    Start();
                }
            }
        }

        return answer ?? await Queue(command, actor, commandId);
    }

    private Task<Answer<TReply>> Queue(TCommand command, string actor, string commandId)
    {
        lock (_gate)
        {
            return _queue.Count < limits.MaxMailbox
                ? Enqueue(command, actor, commandId, null)
                : Task.FromResult(new Answer<TReply>(null, new Refusal(
                    RefusalCode.Overloaded, $"{limits.MaxMailbox} commands are waiting for this aggregate; send the command again after {limits.RetryAfter.TotalMilliseconds:0} ms")));
        }
    }

    private Task<Answer<TReply>> Enqueue(TCommand command, string actor, string commandId, StreamTimer? timer)
    {
        var completion = new TaskCompletionSource<Answer<TReply>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Enqueue(new Envelope<TCommand, TReply>(command, actor, commandId, timer, ExecutionContext.Capture(), completion));
        Start();
        return completion.Task;
    }

    /// <summary>Runs something between two batches.</summary>
    private Task<T> AloneAsync<T>(Func<Task<T>> chore)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _chores.Enqueue(async () =>
            {
                try
                {
                    completion.TrySetResult(await chore());
                }
                catch (Exception e)
                {
                    completion.TrySetException(e);
                }
            });
            Start();
        }

        return completion.Task;
    }

    private void Start()
    {
        _wasUsed = true;
        if (!_running)
        {
            _running = true;
            _ = Task.Factory.StartNew(DrainAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        }
    }

    private async Task DrainAsync()
    {
        var batch = new List<Envelope<TCommand, TReply>>();
        while (Take(batch, out var chore))
        {
            await (chore?.Invoke() ?? loop.RunAsync(batch, stopping));

            // Whoever was just answered may have the next command ready: it shares the next write, where it would have missed it by a moment.
            await Task.Yield();
        }
    }

    private bool Take(List<Envelope<TCommand, TReply>> batch, out Func<Task>? chore)
    {
        batch.Clear();
        lock (_gate)
        {
            if (_chores.TryDequeue(out chore))
            {
                return true;
            }

            // At most one timer, so that a conflict about a timer is about that one.
            while (batch.Count < limits.MaxBatch && _queue.TryPeek(out var next) && (next.Timer is null || !batch.Exists(e => e.Timer is not null)))
            {
                batch.Add(_queue.Dequeue());
            }

            _running = batch.Count > 0;
            return _running;
        }
    }
}
