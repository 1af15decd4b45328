using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// Makes the read models again from the journal, stream by stream: the state is folded, and where the rows are not what the state gives,
/// all of them are replaced in an append that expects the stream at the folded version. So readers never see an empty model, and a
/// command that is committed meanwhile wins: the append is refused and the stream is folded again.
/// </summary>
public sealed class ViewRebuild(IJournalStore journal) : IKindHost
{
    private const int PageSize = 64;

    /// <summary>Appends of one stream that are refused before it is left as it is.</summary>
    private const int MaxConflicts = 100;

    private readonly SortedDictionary<string, (string Schema, Func<AggregateId, CancellationToken, Task<(IReadOnlyList<ViewRow> Rows, long Version)>> Fold)> _kinds = new(StringComparer.Ordinal);

    /// <summary>A kind without a read model has nothing to rebuild.</summary>
    public void Add<TAggregate, TState, TCommand, TEvent, TReply>(StoredForm<TState, TEvent> form)
        where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
        where TReply : class
    {
        if (form.Projection is not { } projection)
        {
            return;
        }

        _kinds[TAggregate.Kind] = (projection.Schema, async (id, cancellationToken) =>
        {
            var loaded = await new AggregateStore<TAggregate, TState, TCommand, TEvent, TReply>(id, journal, form).LoadAsync(cancellationToken);
            return (projection.Changes(id, TAggregate.Empty, loaded.State), loaded.Version);
        });
    }

    /// <summary>Rebuilds all kinds. What was done stays when it is cancelled, and running it again goes on from there.</summary>
    public async Task<RebuildResult> RunAsync(CancellationToken cancellationToken)
    {
        var (streams, differing, failures) = (0L, 0L, new List<string>());
        foreach (var (kind, (schema, fold)) in _kinds)
        {
            IReadOnlyList<AggregateId> page = [];
            do
            {
                page = await journal.ReadStreamsAsync(kind, null, "", page.Count == 0 ? null : page[^1], PageSize, cancellationToken);
                var changed = await Task.WhenAll(page.Select(id => ReplaceAsync(id, fold, cancellationToken)));
                (streams, differing) = (streams + page.Count, differing + changed.Count(c => c.Differs));
                failures.AddRange(changed.Select(c => c.Failure).OfType<string>());
            }
            while (page.Count == PageSize);

            await journal.Views.WriteSchemaAsync(kind, schema, cancellationToken);
        }

        return new RebuildResult(streams, differing, failures);
    }

    /// <summary>Rebuilds when the rows have another form than this program's, as after an upgrade; null when there was nothing to do.</summary>
    public async Task<RebuildResult?> RunIfOutdatedAsync(CancellationToken cancellationToken)
    {
        foreach (var (kind, (schema, _)) in _kinds)
        {
            if (await journal.Views.ReadSchemaAsync(kind, cancellationToken) != schema)
            {
                return await RunAsync(cancellationToken);
            }
        }

        return null;
    }

    private async Task<(bool Differs, string? Failure)> ReplaceAsync(
        AggregateId id, Func<AggregateId, CancellationToken, Task<(IReadOnlyList<ViewRow> Rows, long Version)>> fold, CancellationToken cancellationToken)
    {
        try
        {
            for (var tries = 0; tries < MaxConflicts; tries++)
            {
                var (rows, version) = await fold(id, cancellationToken);
                if (await HasAsync(id, rows, cancellationToken))
                {
                    return (false, null);
                }

                if (await journal.AppendAsync(new StreamAppend(id, version, []) { Rows = rows, ReplacesRows = true }, cancellationToken) == AppendStatus.Appended)
                {
                    return (true, null);
                }
            }

            return (true, $"{id}: it is written by others without pause; run the rebuild again");
        }
        catch (InvalidDataException e)
        {
            return (false, $"{id}: {e.Message}");
        }
    }

    private async Task<bool> HasAsync(AggregateId id, IReadOnlyList<ViewRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            return rows.SequenceEqual(await journal.Views.ReadAsync(id, cancellationToken));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
