using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>A mailbox as the engine sees it, whatever the aggregate's types are.</summary>
internal interface IMailbox
{
    /// <summary>Puts a command in; its answer is for nobody.</summary>
    void Post(object command, string actor, string commandId);

    Task RecoverAsync(CancellationToken cancellationToken);
}

/// <summary>A mailbox for commands of one type.</summary>
internal interface ISender<TCommand, TReply>
    where TReply : class
{
    Task<Answer<TReply>> SendAsync(TCommand command, string actor, string commandId);
}

/// <summary>Queues commands to one aggregate and drains them in batches, one batch at a time, on the engine's scheduler.</summary>
internal sealed class Mailbox<TAggregate, TState, TCommand, TEvent, TReply>(
    AggregateLoop<TAggregate, TState, TCommand, TEvent, TReply> loop, TaskScheduler scheduler, EngineLimits limits, CancellationToken stopping) : IMailbox, ISender<TCommand, TReply>
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    private readonly Queue<Envelope<TCommand, TReply>> _queue = new();
    private readonly Lock _gate = new();
    private bool _running;

    public Task<Answer<TReply>> SendAsync(TCommand command, string actor, string commandId)
    {
        var completion = new TaskCompletionSource<Answer<TReply>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_queue.Count >= limits.MaxMailbox)
            {
                completion.SetResult(new Answer<TReply>(null, new Refusal(
                    RefusalCode.Overloaded, $"{limits.MaxMailbox} commands are waiting for this aggregate; send the command again after {limits.RetryAfter.TotalMilliseconds:0} ms")));
                return completion.Task;
            }

            _queue.Enqueue(new Envelope<TCommand, TReply>(command, actor, commandId, completion));
            if (!_running)
            {
                _running = true;
                _ = Task.Factory.StartNew(DrainAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
            }
        }

        return completion.Task;
    }

    public void Post(object command, string actor, string commandId) => _ = SendAsync((TCommand)command, actor, commandId);

    public Task RecoverAsync(CancellationToken cancellationToken) => loop.RecoverAsync(cancellationToken);

    private async Task DrainAsync()
    {
        var batch = new List<Envelope<TCommand, TReply>>();
        while (true)
        {
            batch.Clear();
            lock (_gate)
            {
                while (batch.Count < limits.MaxBatch && _queue.TryDequeue(out var next))
                {
                    batch.Add(next);
                }

                if (batch.Count == 0)
                {
                    _running = false;
                    return;
                }
            }

            await loop.RunAsync(batch, stopping);
        }
    }
}
