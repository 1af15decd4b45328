using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Queues;
using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.World;

/// <summary>Specialists as they are: mostly well-behaved, some in the node's process and gone with it, some elsewhere.</summary>
internal sealed class SimSpecialists(SimWorld world, NodeTasks node) : IWorkRunner
{
    /// <summary>Set right after the engine is made: the two know each other.</summary>
    public IEngine? Engine { get; set; }

    /// <summary>Those of the node, likewise.</summary>
    public QueueWorkers? Workers { get; set; }

    public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        world.Trace.Write($"{aggregate} {work.Agent} starts");
        world.Model.WorkStarted(aggregate, work);
        if (world.Faults.IsHit(Fault.SpecialistHangs))
        {
            return ValueTask.CompletedTask;
        }

        var delay = world.Faults.IsHit(Fault.SpecialistLate) ? world.Random.Milliseconds(9_000, 20_000) : world.Random.Milliseconds(0, 2_500);
        var isRemote = world.Random.Chance(50);
        world.Loop.Schedule(delay, () => Answer(aggregate, work, isRemote));
        return ValueTask.CompletedTask;
    }

    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken)
    {
        world.Trace.Write($"{aggregate} {work.Agent} is recalled");
        return ValueTask.CompletedTask;
    }

    public ValueTask OfferAsync(AggregateId queue, CancellationToken cancellationToken)
    {
        Workers!.Offer(queue);
        return ValueTask.CompletedTask;
    }

    private void Answer(AggregateId aggregate, HandOutWork work, bool isRemote)
    {
        if (!isRemote && node.IsDead)
        {
            return;
        }

        if (world.Faults.IsHit(Fault.SpecialistGarbage))
        {
            Send(aggregate, new ReviewCommand.Report(Report(work.Agent + "-unknown", 1)), "garbage", isRemote);
        }

        if (world.Faults.IsHit(Fault.SpecialistFails))
        {
            Send(aggregate, new ReviewCommand.ReportFailure(work.Agent, "it crashed"), work.Agent, isRemote);
            return;
        }

        Send(aggregate, new ReviewCommand.Report(Report(work.Agent, world.Random.Next(3))), work.Agent, isRemote);
        if (world.Faults.IsHit(Fault.SpecialistTwice))
        {
            Send(aggregate, new ReviewCommand.Report(Report(work.Agent, 3)), work.Agent, isRemote);
        }
    }

    private void Send(AggregateId aggregate, ReviewCommand command, string agent, bool isRemote)
    {
        if (isRemote)
        {
            world.Outside.Start(() => world.Network.AskAsync<ReviewCommand, ReviewReply>(aggregate, command, agent, $"report/{agent}", 5));
            return;
        }

        node.Start(async () =>
        {
            try
            {
                await Engine!.SendAsync<ReviewCommand, ReviewReply>(aggregate, command, agent, $"report/{agent}");
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                world.Model.Mark("report not taken");
            }
        });
    }

    private SpecialistReport Report(string agent, int findings) => new(
        agent, "1", Enumerable.Range(0, findings).Select(i => Finding(agent, (10 * i) + world.Random.Next(2))).ToValueList(),
        [new CoverageRow(SimClients.File, agent, CoverageStatus.Read)], world.Random.Next(1_000), world.Random.Next(50));

    /// <summary>On few lines, so that specialists meet on some of them.</summary>
    private Finding Finding(string agent, int line) => new(
        "rule", "Title", Category.Security, [89], world.Random.Pick([Severity.Low, Severity.Medium, Severity.High]), new Confidence(world.Random.Between(1, 10) * 1_000),
        new Location(SimClients.File, Side.New, line + 1, line + 1), "bad", "mend it", null, [], new Fingerprint($"p{line}", $"c{line}"), agent);
}
