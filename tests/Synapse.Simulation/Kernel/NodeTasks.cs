namespace Synapse.Simulation.Kernel;

/// <summary>The processor of one life of a node. Once it is dead, nothing of that life runs any more: a crash between any two awaits.</summary>
internal sealed class NodeTasks(SimLoop loop) : TaskScheduler
{
    public bool IsDead { get; private set; }

    public void Crash()
    {
        IsDead = true;
        loop.Forget(this);
    }

    /// <summary>Runs an action as a task of this node.</summary>
    public void Start(Action action) => _ = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.None, this);

    public void Start(Func<Task> action) => _ = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.None, this);

    public void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task)
    {
        if (!IsDead)
        {
            loop.Post(this, task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
