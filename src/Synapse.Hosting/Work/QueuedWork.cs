using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Runtime.Engine;

namespace Synapse.Hosting.Work;

/// <summary>Puts the work of reviews into their queue; workers, here or elsewhere, take it from there.</summary>
/// <param name="offer">Wakes whoever takes work out of a queue.</param>
public sealed class QueuedWork(Action<AggregateId> offer) : IWorkRunner
{
    private const string Actor = "synapse";

    /// <summary>Set right after the engine is made: the two know each other.</summary>
    public IEngine? Engine { get; set; }

    public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        var item = ReviewQueue.ItemOf(aggregate, work);
        return SendAsync(new QueueCommand.Enqueue([item]), $"enqueue/{item.Id}", cancellationToken);
    }

    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken)
    {
        var id = ReviewQueue.IdOf(aggregate, work.Agent, work.Deadline);
        return SendAsync(new QueueCommand.Cancel([id], "its review does not wait for it any more"), $"cancel/{id}", cancellationToken);
    }

    public ValueTask OfferAsync(AggregateId queue, CancellationToken cancellationToken)
    {
        offer(queue);
        return ValueTask.CompletedTask;
    }

    private async ValueTask SendAsync(QueueCommand command, string commandId, CancellationToken cancellationToken)
    {
        var answer = await Engine!.SendAsync<QueueCommand, QueueReply>(ReviewQueue.Id, command, Actor, commandId).WaitAsync(cancellationToken);
        if (answer.Refusal is { } refusal)
        {
            throw new WorkRefusedException(refusal.Message);
        }
    }
}
