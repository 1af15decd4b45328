using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;

namespace Synapse.Conformance.Journal;

/// <summary>
/// A journal out of luck, by seed: it fails, delays, and loses answers, within what the port allows. After <see cref="MaxInRow"/> faults in
/// a row a stream is left alone once, so that whoever tries again gets through.
/// </summary>
/// <param name="faults">Those that may happen; each as often as the others, and every second call is spared.</param>
public sealed class FaultyJournal(IJournalStore inner, int seed, params IReadOnlyList<JournalFault> faults) : PassingStore(inner)
{
    private const int MaxInRow = 3;

    private readonly Random _random = new(seed);
    private readonly Dictionary<AggregateId, int> _inRow = [];
    private readonly Dictionary<JournalFault, int> _counts = [];
    private readonly Queue<StreamAppend> _late = new();
    private readonly Lock _gate = new();

    /// <summary>All that the port allows.</summary>
    public static IReadOnlyList<JournalFault> All { get; } = [.. Enum.GetValues<JournalFault>().Where(f => f != JournalFault.None)];

    /// <summary>Faults that an engine must get over by itself: an exception it hands to whoever asked.</summary>
    public static IReadOnlyList<JournalFault> Survivable { get; } = [.. All.Where(f => f != JournalFault.FailedBefore)];

    /// <summary>How often a fault has struck an append.</summary>
    public int Count(JournalFault fault)
    {
        lock (_gate)
        {
            return _counts.GetValueOrDefault(fault);
        }
    }

    public override async ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        // A malformed append is refused before anything is sent, so before an answer can be lost.
        CommitItem.Append.Check(append, CommitLimits.Default);
        switch (await StrikeAsync(append.Stream, true))
        {
            case JournalFault.UnheardUnwritten:
                return AppendStatus.Unknown;
            case JournalFault.UnheardWritten:
                await base.AppendAsync(append, cancellationToken);
                return AppendStatus.Unknown;
            case JournalFault.UnheardLate:
                lock (_gate)
                {
                    _late.Enqueue(append);
                }

                return AppendStatus.Unknown;
            default:
                return await base.AppendAsync(append, cancellationToken);
        }
    }

    public override async ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken)
    {
        await StrikeAsync(stream, false);
        var slice = await base.LoadAsync(stream, cancellationToken);
        await WriteLateAsync();
        return slice;
    }

    public override async ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken)
    {
        await StrikeAsync(stream, false);
        var slice = await base.ReadAsync(stream, afterVersion, cancellationToken);
        await WriteLateAsync();
        return slice;
    }

    public override async ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken)
    {
        await StrikeAsync(stream, false);
        await base.MarkReactedAsync(stream, version, cancellationToken);
    }

    public override async ValueTask RemoveTimerAsync(StreamTimer timer, CancellationToken cancellationToken)
    {
        await StrikeAsync(timer.Stream, false);
        await base.RemoveTimerAsync(timer, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await WriteLateAsync();
        await base.DisposeAsync();
    }

    private async Task<JournalFault> StrikeAsync(AggregateId stream, bool isAppend)
    {
        var fault = Draw(stream, isAppend);
        if (fault == JournalFault.Delayed)
        {
            for (var i = 0; i < 4; i++)
            {
                await Task.Yield();
            }
        }

        return fault == JournalFault.FailedBefore ? throw new IOException("the journal is out of reach") : fault;
    }

    private JournalFault Draw(AggregateId stream, bool isAppend)
    {
        lock (_gate)
        {
            var fault = _random.Next(2) == 0 ? JournalFault.None : faults[_random.Next(faults.Count)];
            var inRow = _inRow.GetValueOrDefault(stream);
            fault = inRow == MaxInRow || (!isAppend && fault > JournalFault.FailedBefore) ? JournalFault.None : fault;
            _inRow[stream] = fault > JournalFault.Delayed ? inRow + 1 : 0;
            _counts[fault] = _counts.GetValueOrDefault(fault) + (isAppend ? 1 : 0);
            return fault;
        }
    }

    private async Task WriteLateAsync()
    {
        while (true)
        {
            StreamAppend? late;
            lock (_gate)
            {
                if (!_late.TryDequeue(out late))
                {
                    return;
                }
            }

            // A conflict by now is no fault: someone else, or the same append sent again, was first.
            await base.AppendAsync(late, CancellationToken.None);
        }
    }
}
