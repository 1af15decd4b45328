using Synapse.Runtime.Journal;

namespace Synapse.Storage.Commits;

/// <summary>
/// Group commit: one writer per process and database. What waits while a commit runs shares the next one; what finds the writer idle is
/// committed at once.
/// </summary>
/// <param name="commit">Commits a batch and answers each append in the batch's order; 
/// throws <see cref="CommitOutcomeUnknownException"/>, or <see cref="CommitRejectedException"/> or any other when nothing was written.</param>
internal sealed class CommitLoop(CommitLimits limits, Func<CommitBatch, Task<IReadOnlyList<AppendStatus>>> commit) : IAsyncDisposable
{
    private readonly Queue<CommitItem> _appends = new();
    private readonly Queue<CommitItem> _marks = new();
    private readonly SemaphoreSlim _room = new(limits.MaxWaiting);
    private readonly Lock _gate = new();
    private Task _drain = Task.CompletedTask;
    private TaskCompletionSource? _patience;
    private bool _running;
    private bool _closed;

    public async ValueTask<AppendStatus> CommitAsync(CommitItem item, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_closed, typeof(IJournal));
                (item is CommitItem.Append ? _appends : _marks).Enqueue(item);
                if (item is CommitItem.Append)
                {
                    _patience?.TrySetResult();
                }

                if (!_running)
                {
                    _running = true;
                    _drain = Task.Run(DrainAsync, CancellationToken.None);
                }
            }

            return await item.Completion.Task.ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Takes nothing more and waits until what was taken is committed.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            _patience?.TrySetResult();
        }

        await _drain.ConfigureAwait(false);
    }

    private async Task DrainAsync()
    {
        var items = new List<CommitItem>();
        while (Take(items, out var patience))
        {
            if (patience is not null)
            {
                await Task.WhenAny(patience, Task.Delay(limits.MarkDelay)).ConfigureAwait(false);
                continue;
            }

            await CommitAsync(items).ConfigureAwait(false);

            // Whoever was just answered may have the next append ready; without this it would miss the next commit by a moment.
            await Task.Yield();
        }
    }

    /// <param name="patience">Set, and nothing taken, where only marks wait: they go with the next append, if one comes soon.</param>
    private bool Take(List<CommitItem> items, out Task? patience)
    {
        items.Clear();
        var bytes = 0L;
        lock (_gate)
        {
            patience = null;
            if (_appends.Count == 0 && _marks.Count > 0 && _patience is null && !_closed)
            {
                _patience = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                patience = _patience.Task;
                return true;
            }

            _patience = null;
            foreach (var queue in (Queue<CommitItem>[])[_appends, _marks])
            {
                while (items.Count < limits.MaxBatch && queue.TryPeek(out var next) && (items.Count == 0 || bytes + next.Bytes <= limits.MaxBatchBytes))
                {
                    bytes += next.Bytes;
                    items.Add(queue.Dequeue());
                }
            }

            _running = items.Count > 0;
            return _running;
        }
    }

    private async Task CommitAsync(IReadOnlyList<CommitItem> items)
    {
        try
        {
            var batch = new CommitBatch(items);
            var answers = await commit(batch).ConfigureAwait(false);
            for (var i = 0; i < batch.Appends.Count; i++)
            {
                batch.Appends[i].Completion.TrySetResult(answers[i]);
            }

            foreach (var item in items.Where(i => i is not CommitItem.Append))
            {
                item.Completion.TrySetResult(AppendStatus.Appended);
            }
        }
        catch (CommitOutcomeUnknownException)
        {
            foreach (var item in items)
            {
                item.Completion.TrySetResult(AppendStatus.Unknown);
            }
        }
        catch (CommitRejectedException) when (items.Count > 1)
        {
            // Each goes alone, so that nobody fails for what another one sent.
            foreach (var item in items)
            {
                await CommitAsync([item]).ConfigureAwait(false);
            }
        }
        catch (CommitRejectedException e)
        {
            _ = e.IsConflict ? items[0].Completion.TrySetResult(AppendStatus.Conflict) : items[0].Completion.TrySetException(e.InnerException!);
        }
        catch (Exception e)
        {
            foreach (var item in items)
            {
                item.Completion.TrySetException(e);
            }
        }
    }
}
