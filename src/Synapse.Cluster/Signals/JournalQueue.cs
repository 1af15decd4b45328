using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;
using Synapse.Cluster.Client.Signals;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Signals;

/// <summary>
/// One queue while it is on this silo: what the pulling agent sees of the journal. It tells the agent which streams have something new for
/// their listeners, gives each listener a cursor, and keeps the position that all of them are done with. All calls come from the agent, one at
/// a time.
/// </summary>
internal sealed partial class JournalQueue(QueueId id, JournalReading reading, QueueCheckpoint checkpoint, ILogger logger) : IQueueAdapterReceiver, IQueueCache
{
    private readonly HashSet<SignalCursor> _cursors = [];
    private readonly HashSet<StreamId> _woken = [];
    private TaskCompletionSource _wake = new();
    private long _askedAt;
    private bool _isAsking;

    /// <summary>How far the journal was read for this queue: whatever lies before has been told of.</summary>
    public long Through { get; private set; }

    /// <summary>What all listeners have had. One that reads on from an older place than that knows itself where it is, and holds nobody up.</summary>
    private long Done => _cursors.Where(c => !c.IsIdle && c.Done.Through >= checkpoint.Position).Select(c => c.Done.Through).Append(Through).Min();

    /// <summary>Nothing yet: the position is read with the first messages, and again if that fails.</summary>
    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    [Obsolete("Of an earlier version of the interface.")]
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    /// <summary>Waits for something that somebody listens to, up to the interval of checkpoints.</summary>
    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await checkpoint.WriteIfDueAsync(Done, cancellationToken);
        TakeCalls();
        await WaitAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            var page = await NextAsync(cancellationToken);
            var notices = await NoticesAsync(page);
            if (notices.Count > 0 || page is null)
            {
                return notices;
            }

            // Nobody listens to any of it, however much it is.
            Through = page.Through;
            await checkpoint.WriteIfDueAsync(Done, cancellationToken);
        }

        return [];
    }

    [Obsolete("Of an earlier version of the interface.")]
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public async Task Shutdown(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        await checkpoint.WriteAsync(Done, limit.Token);
    }

    public int GetMaxAddCount() => QueueAdapterConstants.UNLIMITED_GET_QUEUE_MSG;

    /// <summary>From here on the agent lets the cursors know, without a pause: only now the new signals count as told of.</summary>
    public void AddToCache(IList<IBatchContainer> messages) => Through = Math.Max(Through, messages.Max(m => ((SignalNotice)m).Through));

    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        return false;
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        var cursor = new SignalCursor(this, streamId, token);
        _cursors.Add(cursor);
        return cursor;
    }

    /// <summary>Never: what is not kept is read again.</summary>
    public bool IsUnderPressure() => false;

    public void Forget(SignalCursor cursor) => _cursors.Remove(cursor);

    public SignalPage? Find(long position) => reading.Feed.Find(position);

    /// <summary>Has the agent ask the cursors of a stream again.</summary>
    public void Wake(StreamId stream)
    {
        _woken.Add(stream);
        _wake.TrySetResult();
    }

    /// <summary>Reads what is not kept any more: of an aggregate only its own events. It tries until it can, or need not any more.</summary>
    public async Task<SignalPage> LoadAsync(StreamId stream, long position, CancellationToken cancellationToken)
    {
        var known = Through;
        while (true)
        {
            try
            {
                return (SignalStreams.AggregateOf(stream) is { } aggregate
                    ? await reading.Reader.ReadAsync(aggregate, position, known, cancellationToken)
                    : await reading.Feed.ReadAsync(position, cancellationToken)) ?? SignalPage.Empty(position, known);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return SignalPage.Empty(position, position);
            }
            catch (Exception e)
            {
                LogUnread(stream, e);
                await Task.Delay(checkpoint.Interval, reading.Time, CancellationToken.None);
            }
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (!checkpoint.IsOpen)
        {
            Through = await checkpoint.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Streams that were quiet when somebody subscribed to them, so that the agent does not know of it.</summary>
    private void TakeCalls()
    {
        if (!_isAsking && (_askedAt == 0 || reading.Time.GetElapsedTime(_askedAt) >= checkpoint.Interval))
        {
            (_isAsking, _askedAt) = (true, reading.Time.GetTimestamp());
            _ = AskAsync();
        }

        // Signals do not wait for the answer: the silo that is asked may be gone.
        async Task AskAsync()
        {
            try
            {
                foreach (var stream in await reading.Listeners.TakeCallsAsync(id))
                {
                    Wake(stream);
                }
            }
            catch (Exception e)
            {
                LogUnasked(id, e);
            }
            finally
            {
                _isAsking = false;
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var arrival = reading.Feed.ArrivalAsync(Through);
        if (arrival.IsCompleted || _woken.Count > 0)
        {
            return;
        }

        _wake = new TaskCompletionSource();
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(arrival, _wake.Task, Task.Delay(checkpoint.Interval, reading.Time, waited.Token));
        await waited.CancelAsync();
    }

    private async Task<SignalPage?> NextAsync(CancellationToken cancellationToken)
    {
        var arrival = reading.Feed.ArrivalAsync(Through);
        if (!arrival.IsCompleted)
        {
            return null;
        }

        // It fails here when the journal is out of reach, and the agent tries again.
        await arrival;
        return await reading.Feed.ReadAsync(Through, cancellationToken) ?? SignalPage.Empty(Through, Through + 1);
    }

    private async Task<IList<IBatchContainer>> NoticesAsync(SignalPage? page)
    {
        var through = page?.Through ?? Through;
        var notices = new List<IBatchContainer>();
        if (page is not null)
        {
            foreach (var stream in await reading.Listeners.AmongAsync(id, page.Streams))
            {
                var first = page.FirstOf(stream);
                _woken.Remove(stream);
                notices.Add(new SignalNotice(stream, new SignalToken(first.Position, first.Index), through));
            }
        }

        notices.AddRange(_woken.Select(s => new SignalNotice(s, new SignalToken(through + 1, 0), through)));
        _woken.Clear();
        return notices;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queue {Queue} does not know of new subscriptions to quiet streams; it asks again.")]
    private partial void LogUnasked(QueueId queue, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal cannot be read for a listener of {Stream}; it waits.")]
    private partial void LogUnread(StreamId stream, Exception exception);
}
