namespace Synapse.Runtime.Queues;

/// <summary>Wakes one waiting worker for each ring; a ring that nobody waits for is kept for the next one to come.</summary>
internal sealed class WorkBell
{
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private readonly Lock _gate = new();
    private bool _isRung;

    public void Ring()
    {
        TaskCompletionSource? first;
        lock (_gate)
        {
            first = _waiting.First?.Value;
            if (first is null)
            {
                _isRung = true;
                return;
            }

            _waiting.RemoveFirst();
        }

        first.TrySetResult();
    }

    /// <summary>Ends with a ring, after a while, or when it is cancelled.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> own;
        lock (_gate)
        {
            if (_isRung)
            {
                _isRung = false;
                return;
            }

            own = _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        // One source for every end, so that whoever waits goes on where it waited, and never on a thread of the pool in between.
        using (time.CreateTimer(End, own.Value, atMost, Timeout.InfiniteTimeSpan))
        using (cancellationToken.UnsafeRegister(End, own.Value))
        {
            await own.Value.Task;
        }

        lock (_gate)
        {
            if (own.List is not null)
            {
                _waiting.Remove(own);
            }
        }
    }

    private static void End(object? waiting) => ((TaskCompletionSource)waiting!).TrySetResult();
}
