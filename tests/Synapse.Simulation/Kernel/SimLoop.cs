namespace Synapse.Simulation.Kernel;

/// <summary>
/// Everything that happens in a run happens here, on one thread and one at a time: tasks of the nodes that are ready, in a random order,
/// and what was scheduled for an instant of virtual time, in the order of the instants.
/// </summary>
internal sealed class SimLoop(SimRandom random)
{
    /// <summary>How far time may run ahead while tasks are waiting for the processor.</summary>
    private static readonly TimeSpan MaxBusy = TimeSpan.FromMilliseconds(20);

    private readonly PriorityQueue<Scheduled, (long Ticks, long Order)> _scheduled = new();
    private readonly List<(NodeTasks Owner, Task Task)> _ready = [];
    private long _order;

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public long Steps { get; private set; }

    /// <summary>Whether something can happen without time passing.</summary>
    public bool IsReady => _ready.Count > 0;

    public void Post(NodeTasks owner, Task task) => _ready.Add((owner, task));

    public Scheduled Schedule(TimeSpan delay, Action action)
    {
        var scheduled = new Scheduled(action);
        var at = Now.Ticks + Math.Max(0, delay.Ticks);
        _scheduled.Enqueue(scheduled, (at, _order++));
        return scheduled;
    }

    /// <summary>A task that ends after a while of virtual time.</summary>
    public Task Delay(TimeSpan delay)
    {
        var source = new TaskCompletionSource();
        Schedule(delay, source.SetResult);
        return source.Task;
    }

    public void Forget(NodeTasks owner) => _ready.RemoveAll(r => ReferenceEquals(r.Owner, owner));

    /// <summary>Does the next thing.</summary>
    public void Step()
    {
        Steps++;
        if (_ready.Count > 0 && !(random.Next(16) == 0 && IsSoon()))
        {
            RunReady();
            return;
        }

        if (_scheduled.TryDequeue(out var next, out var at))
        {
            Now = new DateTimeOffset(at.Ticks, TimeSpan.Zero);
            next.Run();
        }
    }

    /// <summary>Runs one of the tasks that are ready.</summary>
    public void RunReady()
    {
        var index = random.Next(_ready.Count);
        var (owner, task) = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        owner.Run(task);
    }

    private bool IsSoon() => _scheduled.TryPeek(out _, out var at) && at.Ticks - Now.Ticks <= MaxBusy.Ticks;
}
