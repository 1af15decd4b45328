using Synapse.Core.Signals;
using Synapse.Runtime.Engine;

namespace Synapse.Simulation.World;

/// <summary>Where signals arrive. It may refuse one for a while, so that it becomes a dead letter.</summary>
internal sealed class SimSink(SimWorld world) : ISignalSink
{
    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        var arrived = new TaskCompletionSource();
        world.Loop.Schedule(world.Random.Milliseconds(0, 5), () =>
        {
            if (world.IsPoisoned(id))
            {
                world.Loop.Schedule(TimeSpan.Zero, () => arrived.SetException(new IOException("nobody listens")));
                return;
            }

            world.Model.Arrived(id, signal);
            world.Loop.Schedule(world.Random.Milliseconds(0, 5), arrived.SetResult);
        });
        return new ValueTask(arrived.Task);
    }
}
