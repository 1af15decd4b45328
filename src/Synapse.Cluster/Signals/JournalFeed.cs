using Microsoft.Extensions.Options;

namespace Synapse.Cluster.Signals;

/// <summary>
/// The one reader of a silo: each page is read and decoded once for all queues and listeners. It keeps the latest pages, and looks for new events
/// only while someone waits for them. Safe for several threads.
/// </summary>
internal sealed class JournalFeed(SignalReader reader, IOptions<JournalStreamOptions> options, TimeProvider time) : IDisposable
{
    private readonly SortedList<long, SignalPage> _pages = [];
    private readonly Queue<SignalPage> _kept = [];
    private readonly SemaphoreSlim _reading = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _nudged = Signal();
    private Task _arrival = Task.CompletedTask;
    private long _head;
    private int _keptEvents;

    /// <summary>Says that something was committed: whoever waits need not wait for the next poll.</summary>
    public void Nudge()
    {
        TaskCompletionSource nudged;
        lock (_gate)
        {
            (nudged, _nudged) = (_nudged, Signal());
        }

        nudged.TrySetResult();
    }

    /// <summary>Done when there is an event after a position; fails when the journal is out of reach.</summary>
    public Task ArrivalAsync(long after)
    {
        lock (_gate)
        {
            _head = Math.Max(_head, after);
            return _head > after ? Task.CompletedTask : _arrival.IsCompleted ? _arrival = Task.Run(LookAsync) : _arrival;
        }
    }

    /// <summary>A page that is kept and goes on after a position.</summary>
    public SignalPage? Find(long after)
    {
        lock (_gate)
        {
            var (low, high) = (0, _pages.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _pages.GetKeyAtIndex(middle) <= after ? (middle + 1, high) : (low, middle);
            }

            return low > 0 && _pages.GetValueAtIndex(low - 1) is var page && page.Covers(after) ? page : null;
        }
    }

    /// <summary>The page that goes on after a position, kept or not; null when no event follows.</summary>
    public async Task<SignalPage?> ReadAsync(long after, CancellationToken cancellationToken)
    {
        if (Find(after) is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Away from the caller's scheduler: decoding a page is work.
            var page = Find(after) ?? await Task.Run(() => reader.ReadAsync(after, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (page is not null)
            {
                Keep(page);
            }

            return page;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task LookAsync()
    {
        var stopping = _stopping.Token;
        while (true)
        {
            Task nudged;
            long head;
            lock (_gate)
            {
                (nudged, head) = (_nudged.Task, _head);
            }

            if (await ReadAsync(head, stopping).ConfigureAwait(false) is not null)
            {
                return;
            }

            await Task.WhenAny(nudged, Task.Delay(options.Value.PollInterval, time, stopping)).ConfigureAwait(false);
        }
    }

    private void Keep(SignalPage page)
    {
        lock (_gate)
        {
            _head = Math.Max(_head, page.Through);
            if (_pages.TryGetValue(page.After, out var same) && same.Through >= page.Through)
            {
                return;
            }

            _pages[page.After] = page;
            _kept.Enqueue(page);
            _keptEvents += page.Events;
            while (_keptEvents > options.Value.CachedEvents)
            {
                var oldest = _kept.Dequeue();
                _keptEvents -= oldest.Events;
                if (_pages.TryGetValue(oldest.After, out var still) && still == oldest)
                {
                    _pages.Remove(oldest.After);
                }
            }
        }
    }
}
