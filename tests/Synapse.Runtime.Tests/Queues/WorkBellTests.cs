using Synapse.Runtime.Queues;

namespace Synapse.Runtime.Tests.Queues;

public sealed class WorkBellTests
{
    [Fact]
    public void Who_is_woken_goes_on_where_it_waited()
    {
        var (bell, scheduler) = (new WorkBell(), new ManualScheduler());
        var waiting = Task.Factory.StartNew(() => bell.WaitAsync(TimeSpan.FromHours(1), TimeProvider.System, CancellationToken.None), CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        scheduler.RunAll();
        bell.Ring();
        Assert.Equal(1, scheduler.Waiting);
        scheduler.RunAll();
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    /// <summary>Runs tasks when it is told to, on the thread that tells it.</summary>
    private sealed class ManualScheduler : TaskScheduler
    {
        private readonly Queue<Task> _tasks = [];

        public int Waiting => _tasks.Count;

        public void RunAll()
        {
            while (_tasks.TryDequeue(out var task))
            {
                TryExecuteTask(task);
            }
        }

        protected override void QueueTask(Task task) => _tasks.Enqueue(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
    }
}
