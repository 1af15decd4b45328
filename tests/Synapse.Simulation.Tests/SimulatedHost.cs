using Synapse.Conformance.Engine;
using Synapse.Core.Reviews;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Simulation.Kernel;
using Synapse.Simulation.World;

namespace Synapse.Simulation.Tests;

/// <summary>The engine as the simulator runs it: on one thread, in virtual time, its tasks in a random order.</summary>
internal sealed class SimulatedHost : EngineHost
{
    private readonly SimLoop _loop;
    private readonly NodeTasks _tasks;
    private readonly EmbeddedEngine _engine;

    public SimulatedHost(SimLoop loop, IJournal journal, EngineLimits limits)
    {
        _loop = loop;
        _tasks = new NodeTasks(loop);
        var time = new SimTime(loop, _tasks, new FaultPlan(new SimRandom(1), new HashSet<Fault>())) { Offset = SimLoop.Start - loop.Now };
        _engine = new EmbeddedEngine(journal, this, this, time, _tasks, limits)
            .HostAll();
    }

    public override IEngine Engine => _engine;

    public override Task<T> DriveAsync<T>(Task<T> task)
    {
        Step(() => task.IsCompleted);
        return task;
    }

    public override Task UntilAsync(Func<bool> condition)
    {
        Step(condition);
        return Task.CompletedTask;
    }

    public override Task AdvanceAsync(TimeSpan by)
    {
        var isOver = false;
        _loop.Schedule(by, () => isOver = true);
        while (!isOver)
        {
            _loop.Step();
        }

        return Task.CompletedTask;
    }

    public override async Task RecoverAsync()
    {
        var recovered = new TaskCompletionSource();
        _tasks.Start(async () =>
        {
            try
            {
                await _engine.RecoverAsync(CancellationToken.None);
                recovered.SetResult();
            }
            catch (Exception e)
            {
                recovered.SetException(e);
            }
        });
        Step(() => recovered.Task.IsCompleted);
        await recovered.Task;
    }

    public override ValueTask DisposeAsync()
    {
        _tasks.Crash();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Runs what can run without time passing: time passes in <see cref="AdvanceAsync"/> alone. What waits for tasks of the engine may itself end
    /// on a thread of the pool; the bound only ends a test that would hang.
    /// </summary>
    private void Step(Func<bool> isOver)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isOver())
        {
            bound.Token.ThrowIfCancellationRequested();
            if (_loop.IsReady)
            {
                _loop.RunReady();
            }
            else
            {
                Thread.Sleep(1);
            }
        }
    }
}
