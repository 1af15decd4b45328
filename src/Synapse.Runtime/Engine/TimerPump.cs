using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// Fires timers: those that this process wakes up for, and those that the journal says are due, so that a timer whose process is gone
/// fires late rather than never. A timer is removed by the commit of the events it causes; until then it fires again.
/// </summary>
/// <param name="deliver">Sends the timer's command; ends when that was answered.</param>
internal sealed class TimerPump(IJournal journal, TimeProvider time, EngineLimits limits, Func<StreamTimer, Task> deliver)
{
    private readonly HashSet<StreamTimer> _firing = [];
    private readonly Lock _gate = new();

    /// <summary>Polls until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                foreach (var timer in await journal.ReadDueTimersAsync(time.GetUtcNow(), limits.MaxTimersPerPoll, cancellationToken))
                {
                    Fire(timer);
                }

                await Task.Delay(limits.TimerPoll, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The journal is out of reach; whoever sends commands hears of it. The timers wait there for the next poll.
                await WaitAsync(cancellationToken);
            }
        }
    }

    public void Fire(StreamTimer timer)
    {
        lock (_gate)
        {
            if (!_firing.Add(timer))
            {
                return;
            }
        }

        _ = DeliverAsync(timer);
    }

    private async Task DeliverAsync(StreamTimer timer)
    {
        try
        {
            await deliver(timer);
        }
        catch (Exception)
        {
            // The timer is still in the journal and fires again at a later poll.
        }
        finally
        {
            lock (_gate)
            {
                _firing.Remove(timer);
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(limits.TimerPoll, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
