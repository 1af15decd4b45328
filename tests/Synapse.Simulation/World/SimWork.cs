using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Runtime.Queues;
using Synapse.Simulation.Checks;
using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.World;

/// <summary>Work as it is: mostly done soon, some fails, some takes longer than its lease, and some goes on though nobody waits for it any more.</summary>
internal sealed class SimWork(SimWorld world) : IWorkHandler
{
    public IReadOnlyList<string> Agents => [];

    /// <summary>How one attempt ends, once it has taken its time.</summary>
    public static WorkResult Result(SimWorld world) =>
        world.Faults.IsHit(Fault.WorkThrottled) ? WorkResult.RateLimited("slow down", world.Random.Chance(50) ? world.Random.Milliseconds(0, 2_000) : null)
        : world.Faults.IsHit(Fault.WorkRefused) ? WorkResult.Permanent(QueueChecks.Permanent)
        : world.Faults.IsHit(Fault.WorkFails) ? WorkResult.Transient("it failed")
        : WorkResult.Done;

    public static TimeSpan Duration(SimWorld world) => world.Faults.IsHit(Fault.WorkHangs) ? world.Random.Milliseconds(2_000, 7_000) : world.Random.Milliseconds(0, 1_000);

    public async Task<WorkResult> RunAsync(AggregateId queue, ClaimedWork work, CancellationToken cancellationToken)
    {
        world.Trace.Write($"{queue} {work.Item.Id} begins with token {work.Token}");
        world.Model.Queue(queue).Started(work);
        var isStubborn = world.Random.Chance(30);
        var over = new TaskCompletionSource();
        world.Loop.Schedule(Duration(world), () => over.TrySetResult());
        await using (cancellationToken.UnsafeRegister(_ => over.TrySetCanceled(cancellationToken), null))
        {
            await (isStubborn ? world.Loop.Delay(Duration(world)) : over.Task);
        }

        var result = isStubborn && world.Random.Chance(10) ? throw new IOException("it broke") : Result(world);
        if (result.Failure is null)
        {
            world.Model.Queue(queue).Succeeded(new WorkToken(work.Item.Id, work.Token));
        }

        return result;
    }
}
