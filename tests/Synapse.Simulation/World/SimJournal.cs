using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Simulation.Checks;
using Synapse.Simulation.Kernel;
using Synapse.Storage;

namespace Synapse.Simulation.World;

/// <summary>
/// One node's connection to the journal that all nodes share. Every operation takes a while there and a while back; appends that wait at the
/// same time share one commit and one fate. What is under way when the node crashes may still be done.
/// </summary>
internal sealed class SimJournal(MemoryJournal shared, JournalModel model, SimLoop loop, SimRandom random, FaultPlan faults, NodeTasks node) : IJournal
{
    private readonly List<(StreamAppend Append, TaskCompletionSource<AppendStatus> Answer)> _waiting = [];

    private enum Fate
    {
        Written,
        Refused,
        /// <summary>Written, and nobody heard.</summary>
        Unheard,
        /// <summary>Not written, and nobody heard.</summary>
        Lost,
        /// <summary>Nobody heard, and written later.</summary>
        Late,
    }

    public ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<AppendStatus>();
        _waiting.Add((append, answer));
        if (_waiting.Count == 1)
        {
            loop.Schedule(faults.DiskDelay(), Commit);
        }

        return new ValueTask<AppendStatus>(answer.Task);
    }

    public ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken) => Read(() => shared.LoadAsync(stream, cancellationToken));

    public ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken) => Read(() => shared.ReadAsync(stream, afterVersion, cancellationToken));

    public ValueTask<IReadOnlyList<AggregateId>> ReadBehindAsync(AggregateId? after, int limit, CancellationToken cancellationToken) => Read(() => shared.ReadBehindAsync(after, limit, cancellationToken));

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken) => Read(() => shared.ReadAllAsync(afterPosition, limit, cancellationToken));

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(AggregateId stream, long afterPosition, int limit, CancellationToken cancellationToken) =>
        Read(() => shared.ReadAllAsync(stream, afterPosition, limit, cancellationToken));

    public ValueTask<IReadOnlyList<StreamTimer>> ReadDueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => Read(() => shared.ReadDueTimersAsync(now, limit, cancellationToken));

    public ValueTask<IReadOnlyList<StreamTimer>> ReadTimersAsync(AggregateId stream, CancellationToken cancellationToken) => Read(() => shared.ReadTimersAsync(stream, cancellationToken));

    public ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(string? tenant, DeadLetter? after, int limit, CancellationToken cancellationToken) =>
        Read(() => shared.ReadDeadLettersAsync(tenant, after, limit, cancellationToken));

    public async ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken) => await Note(() => Forget(shared.MarkReactedAsync(stream, version, cancellationToken)));

    public async ValueTask RemoveTimerAsync(StreamTimer timer, CancellationToken cancellationToken) => await Note(() =>
    {
        Forget(shared.RemoveTimerAsync(timer, cancellationToken));
        model.TimerRemoved(timer);
    });

    public async ValueTask RecordDeadLetterAsync(DeadLetter letter, CancellationToken cancellationToken) => await Write(async () =>
    {
        model.GivenUp(letter);
        await shared.RecordDeadLetterAsync(letter, cancellationToken);
        return true;
    });

    public ValueTask<bool> ResolveDeadLetterAsync(AggregateId stream, long version, int index, CancellationToken cancellationToken) =>
        Write(() => shared.ResolveDeadLetterAsync(stream, version, index, cancellationToken));

    public ValueTask<CompactStatus> CompactAsync(AggregateId stream, CancellationToken cancellationToken) => Write(async () =>
    {
        var status = await shared.CompactAsync(stream, cancellationToken);
        model.Mark($"compaction: {status}");
        return status;
    });

    private void Commit()
    {
        var batch = _waiting.ToList();
        _waiting.Clear();
        if (node.IsDead && random.Chance(50))
        {
            model.Mark("crash with a commit under way");
            return;
        }

        if (batch.Count > 1)
        {
            model.Mark("group commit");
        }

        var fate = Draw();
        foreach (var (append, answer) in batch)
        {
            switch (fate)
            {
                case Fate.Refused:
                    Answer(() => answer.SetException(new IOException("the journal is out of reach")));
                    break;
                case Fate.Late:
                    loop.Schedule(random.Milliseconds(0, 50), () => Apply(append));
                    Answer(() => answer.SetResult(AppendStatus.Unknown));
                    break;
                case Fate.Lost:
                    Answer(() => answer.SetResult(AppendStatus.Unknown));
                    break;
                default:
                    var status = Apply(append);
                    Answer(() => answer.SetResult(fate == Fate.Unheard ? AppendStatus.Unknown : status));
                    break;
            }
        }
    }

    private AppendStatus Apply(StreamAppend append)
    {
        var status = shared.AppendAsync(append, CancellationToken.None).Result;
        if (status == AppendStatus.Appended)
        {
            model.Applied(append);
        }
        else
        {
            model.Mark("conflict");
        }

        return status;
    }

    private Fate Draw() =>
        faults.IsHit(Fault.CommitRefused) ? Fate.Refused
        : faults.IsHit(Fault.CommitUnheard) ? Fate.Unheard
        : faults.IsHit(Fault.CommitLost) ? Fate.Lost
        : faults.IsHit(Fault.CommitLate) ? Fate.Late
        : Fate.Written;

    private ValueTask<T> Read<T>(Func<ValueTask<T>> read) => Do(read, () => faults.IsHit(Fault.ReadFails));

    private ValueTask<T> Write<T>(Func<ValueTask<T>> write) => Do(write, () => faults.IsHit(Fault.CommitRefused));

    /// <summary>A write that need not survive.</summary>
    private ValueTask<bool> Note(Action write) => Do(
        () =>
        {
            if (!faults.IsHit(Fault.NoteLost))
            {
                write();
            }

            return ValueTask.FromResult(true);
        },
        () => faults.IsHit(Fault.CommitRefused));

    private ValueTask<T> Do<T>(Func<ValueTask<T>> operation, Func<bool> fails)
    {
        var answer = new TaskCompletionSource<T>();
        loop.Schedule(faults.DiskDelay(), () =>
        {
            if (node.IsDead && random.Chance(50))
            {
                return;
            }

            if (fails())
            {
                Answer(() => answer.SetException(new IOException("the journal is out of reach")));
                return;
            }

            var result = operation().Result;
            Answer(() => answer.SetResult(result));
        });
        return new ValueTask<T>(answer.Task);
    }

    private void Answer(Action answer) => loop.Schedule(faults.DiskDelay(), answer);

    private static void Forget(ValueTask task) => task.AsTask().Wait();
}
