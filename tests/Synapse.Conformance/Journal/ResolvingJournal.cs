using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Conformance.Journal;

/// <summary>
/// Gets through to a journal that fails and loses answers, by the same rule as the aggregate loop: an append that was not heard of is
/// looked for before it is sent again, and a conflict is only one when none of what was sent before is there.
/// </summary>
public sealed class ResolvingJournal(IJournalStore inner) : PassingStore(inner)
{
    private const int MaxTries = 64;

    public override async ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        var isUnheard = false;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var status = await RetryAsync(() => base.AppendAsync(append, cancellationToken));
            if (status is AppendStatus.Appended or AppendStatus.MissingBody || (status == AppendStatus.Conflict && !isUnheard))
            {
                return status;
            }

            isUnheard = true;
            if (await IsWrittenAsync(append, cancellationToken))
            {
                return AppendStatus.Appended;
            }

            if (status == AppendStatus.Conflict)
            {
                return status;
            }
        }

        throw new InvalidOperationException($"no answer after {MaxTries} tries");
    }

    public override ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken) => RetryAsync(() => base.LoadAsync(stream, cancellationToken));

    public override ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken) =>
        RetryAsync(() => base.ReadAsync(stream, afterVersion, cancellationToken));

    public override async ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken) => await RetryAsync(async () =>
    {
        await base.MarkReactedAsync(stream, version, cancellationToken);
        return true;
    });

    public override async ValueTask RemoveTimerAsync(StreamTimer timer, CancellationToken cancellationToken) => await RetryAsync(async () =>
    {
        await base.RemoveTimerAsync(timer, cancellationToken);
        return true;
    });

    /// <summary>Without events nothing shows whether it was written, and writing the same once more changes nothing.</summary>
    private async Task<bool> IsWrittenAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        var slice = await ReadAsync(append.Stream, append.ExpectedVersion, cancellationToken);
        return append.Events.Count > 0 && slice.Events.Count >= append.Events.Count && append.Events.Zip(slice.Events).All(pair => pair.First.IsSameAs(pair.Second.Event));
    }

    private static async ValueTask<T> RetryAsync<T>(Func<ValueTask<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (IOException) when (tries < MaxTries)
            {
            }
        }
    }
}
