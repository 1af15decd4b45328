using Synapse.Simulation.World;

namespace Synapse.Simulation.Kernel;

/// <summary>A node's clock: virtual time, wrong by an offset that may jump. Its timers count real (virtual) time and run on the node.</summary>
internal sealed class SimTime(SimLoop loop, NodeTasks tasks, FaultPlan faults) : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => loop.Now + Offset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new SimTimer(this, callback, state, dueTime, period);

    private sealed class SimTimer : ITimer
    {
        private readonly SimTime _owner;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly TimeSpan _period;
        private Scheduled _scheduled;
        private bool _isDisposed;

        public SimTimer(SimTime owner, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_owner, _callback, _state, _period) = (owner, callback, state, period);
            _scheduled = owner.Loop.Schedule(dueTime + owner.Faults.TimerDelay(), Fire);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            _isDisposed = true;
            _scheduled.Cancel();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            _owner.Tasks.Start(Call);
            if (_owner.Faults.IsHit(Fault.TimersDoubled))
            {
                _owner.Tasks.Start(Call);
            }

            if (_period > TimeSpan.Zero && !_owner.Tasks.IsDead)
            {
                _scheduled = _owner.Loop.Schedule(_period + _owner.Faults.TimerDelay(), Fire);
            }
        }

        private void Call()
        {
            if (!_isDisposed)
            {
                _callback(_state);
            }
        }
    }

    private SimLoop Loop => loop;

    private NodeTasks Tasks => tasks;

    private FaultPlan Faults => faults;
}
