using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;

namespace Synapse.Simulation.World;

/// <summary>Takes commands from outside to a node and answers back: late, twice, in another order, or not at all.</summary>
internal sealed class SimNetwork(SimWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Sends a command until it is answered, with the same id each time; null when it never was.</summary>
    public async Task<Answer<TReply>?> AskAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId, int tries)
        where TReply : class
    {
        for (var i = 0; i < tries; i++)
        {
            var answer = await OnceAsync<TCommand, TReply>(id, command, actor, commandId);
            if (answer is not null && answer.Refusal?.Code != RefusalCode.Overloaded)
            {
                return answer;
            }

            world.Model.Mark(answer is null ? "asked again" : "overloaded");
            await world.Loop.Delay(world.Random.Milliseconds(50, 500));
        }

        return null;
    }

    private async Task<Answer<TReply>?> OnceAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId)
        where TReply : class
    {
        var heard = new TaskCompletionSource<Answer<TReply>?>();
        var node = world.NodeFor(id);
        var copies = world.Faults.IsHit(Fault.MessageDoubled) ? 2 : 1;
        for (var i = 0; i < copies; i++)
        {
            Carry(() =>
            {
                if (node.IsUp)
                {
                    node.Handle<TCommand, TReply>(id, command, actor, commandId, answer => Carry(() => heard.TrySetResult(answer)));
                }
            });
        }

        world.Loop.Schedule(Patience, () => heard.TrySetResult(null));
        return await heard.Task;
    }

    private void Carry(Action deliver)
    {
        if (!world.Faults.IsHit(Fault.MessageLost))
        {
            world.Loop.Schedule(world.Faults.IsHit(Fault.MessageDelayed) ? world.Random.Milliseconds(10, 4_000) : world.Random.Milliseconds(0, 5), deliver);
        }
    }
}
