using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Queues;
using Synapse.Runtime.Reviews;
using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.World;

/// <summary>A process that hosts the embedded engine as a server does: it recovers, resumes what is open, and serves until it crashes.</summary>
internal sealed class SimNode(int index, SimWorld world)
{
    private EmbeddedEngine? _engine;
    private NodeTasks? _tasks;
    private SimTime? _time;
    private int _starts;

    public string Name => $"n{index}";

    public bool IsUp => _tasks is { IsDead: false };

    public void Start()
    {
        var tasks = _tasks = new NodeTasks(world.Loop);
        var time = _time = new SimTime(world.Loop, tasks, world.Faults) { Offset = world.Faults.IsHit(Fault.ClockSkew) ? world.Random.Milliseconds(-3_000, 3_000) : TimeSpan.Zero };
        var limits = Limits();
        var journal = new SimJournal(world.Journal, world.Model, world.Loop, world.Random, world.Faults, tasks);
        var specialists = new SimSpecialists(world, tasks);
        var engine = _engine = new EmbeddedEngine(journal, specialists, new SimSink(world), time, tasks, limits)
            .HostAll();
        specialists.Engine = engine;
        var name = $"{Name}.{_starts++}";
        world.Trace.Write($"{Name} starts, clock {time.Offset.TotalMilliseconds:0} ms");
        specialists.Workers = new QueueWorkers(engine, QueueClients.All, new SimWork(world), Workers(name), time, tasks);
        tasks.Start(() => RecoverAsync(engine, time, name));
    }

    public void Crash()
    {
        world.Trace.Write($"{Name} crashes");
        _tasks!.Crash();
    }

    public void JumpClock(TimeSpan by) => _time!.Offset += by;

    public void MendClock() => _time!.Offset = TimeSpan.Zero;

    /// <summary>Has a command decided here; the answer is null when the node could not.</summary>
    public void Handle<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId, Action<Answer<TReply>?> answer)
        where TReply : class
    {
        var engine = _engine!;
        _tasks!.Start(async () =>
        {
            try
            {
                answer(await engine.SendAsync<TCommand, TReply>(id, command, actor, commandId));
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                world.Model.Mark("command failed");
                answer(null);
            }
        });
    }

    /// <summary>What an operator does with dead letters.</summary>
    public void RetryDeadLetters() => _tasks!.Start(async () =>
    {
        foreach (var letter in await world.Journal.ReadDeadLettersAsync(null, null, 100, CancellationToken.None))
        {
            try
            {
                await _engine!.RetryAsync(letter);
            }
            catch (IOException)
            {
                world.Model.Mark("retry of a dead letter failed");
            }
        }
    });

    private async Task RecoverAsync(EmbeddedEngine engine, TimeProvider time, string start)
    {
        while (true)
        {
            try
            {
                await engine.RecoverAsync(CancellationToken.None);
                await new ReviewRecovery(engine, world.Journal.Reviews).ResumeAsync(start, CancellationToken.None);
                break;
            }
            catch (Exception e) when (e is IOException or AggregateException)
            {
                world.Model.Mark("recovery failed");
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }

        world.Trace.Write($"{Name} has recovered");
    }

    private QueueWorkerOptions Workers(string name) =>
        new(name, world.Random.Between(1, 2), world.Random.Between(1, 2), world.Random.Milliseconds(1_000, 3_000), world.Random.Milliseconds(1_000, 3_000));

    private EngineLimits Limits()
    {
        var limits = EngineLimits.Default with { SnapshotEvery = world.Scenario.SnapshotEvery, EffectTries = 3, EffectBackoff = TimeSpan.FromMilliseconds(20) };
        return world.Faults.IsHit(Fault.LittleMemory) ? limits with { MaxMailbox = 2, MaxBatch = 2, MaxActive = 1, Sweep = TimeSpan.FromSeconds(3) } : limits;
    }
}
