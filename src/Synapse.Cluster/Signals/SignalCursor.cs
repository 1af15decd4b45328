using Orleans.Runtime;
using Orleans.Streams;
using Synapse.Cluster.Client.Signals;

namespace Synapse.Cluster.Signals;

/// <summary>
/// Where one listener is in its stream. It hands out what the pages hold, and has the journal read for it where they are not kept any more. All
/// calls come from the queue's pulling agent, one at a time.
/// </summary>
internal sealed class SignalCursor : IQueueCacheCursor
{
    /// <summary>Signals of one delivery.</summary>
    private const int MaxBatch = 100;

    private readonly JournalQueue _queue;
    private readonly StreamId _stream;
    private readonly Queue<SignalItem> _singly = [];
    private readonly CancellationTokenSource _disposed = new();
    private SignalBatch? _start;
    private SignalBatch? _current;
    private IReadOnlyList<SignalItem> _handed = [];
    private SignalPlace _at;
    private SignalPage? _page;
    private bool _isLoading;

    /// <param name="token">Where the listener wants to start; null: with what is not read yet.</param>
    public SignalCursor(JournalQueue queue, StreamId stream, StreamSequenceToken? token)
    {
        (_queue, _stream) = (queue, stream);
        _at = token is null ? SignalPlace.After(queue.Through) : SignalPlace.Of(token);
        Done = _at;

        // The agent may pass over what a new cursor gives first, taking it for what the listener has had. So that is a batch without signals.
        _start = token is null ? null : new SignalBatch(stream, new SignalToken(_at.Position, _at.Index, true), [], [], []);
    }

    /// <summary>The listener has had everything up to here.</summary>
    public SignalPlace Done { get; private set; }

    /// <summary>Whether the listener has had all that was read.</summary>
    public bool IsIdle { get; private set; }

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current;
    }

    public bool MoveNext()
    {
        Done = _handed.Count > 0 ? _handed[^1].Place : Done;
        (_current, _handed) = (null, []);
        if (_start is { } start)
        {
            (_current, _start) = (start, null);
            return true;
        }

        return _singly.TryDequeue(out var single) ? Hand([single]) : Fetch();
    }

    /// <summary>The stream has something at this place; whoever has had all before it need not search for it.</summary>
    public void Refresh(StreamSequenceToken token)
    {
        if (IsIdle)
        {
            IsIdle = false;
            var place = SignalPlace.Of(token);
            _at = Done = place.CompareTo(_at) > 0 ? place : _at;
        }
    }

    /// <summary>The listener failed for long, with one signal or another: each gets a try of its own, and then it has had its chance.</summary>
    public void RecordDeliveryFailure()
    {
        if (_handed.Count > 1)
        {
            foreach (var item in _handed)
            {
                _singly.Enqueue(item);
            }

            _handed = [];
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _queue.Forget(this);
    }

    private bool Fetch()
    {
        while (true)
        {
            var position = _at.Through;
            if (_page?.Covers(position) != true)
            {
                _page = _queue.Find(position);
                if (_page is null)
                {
                    IsIdle = position >= _queue.Through;
                    if (!IsIdle)
                    {
                        Load(position);
                    }

                    return false;
                }
            }

            var items = _page.Of(_stream, _at, MaxBatch);
            if (items.Count > 0)
            {
                _at = items[^1].Place;
                return Hand(items);
            }

            (_at, Done) = (SignalPlace.After(_page.Through), SignalPlace.After(_page.Through));
        }
    }

    private bool Hand(IReadOnlyList<SignalItem> items)
    {
        var last = items[^1].Place;
        (_handed, IsIdle) = (items, false);
        _current = new SignalBatch(
            _stream, new SignalToken(last.Position, last.Index, true), [.. items.Select(i => i.Message)], [.. items.Select(i => i.Place.Position)], [.. items.Select(i => i.Place.Index)]);
        return true;
    }

    private void Load(long position)
    {
        if (!_isLoading)
        {
            _isLoading = true;
            _ = LoadAsync(position);
        }
    }

    private async Task LoadAsync(long position)
    {
        _page = await _queue.LoadAsync(_stream, position, _disposed.Token);
        _isLoading = false;
        if (!_disposed.IsCancellationRequested)
        {
            _queue.Wake(_stream);
        }
    }
}
