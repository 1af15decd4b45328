using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Storage.Views;

namespace Synapse.Storage;

/// <summary>The rows in memory.</summary>
/// <param name="gate">The journal's lock: an append writes its rows under it.</param>
internal sealed class MemoryViews(Lock gate) : IViewStore
{
    private readonly Dictionary<AggregateId, SortedDictionary<(int Table, int Ordinal), ViewRow>> _streams = [];
    private readonly Dictionary<string, string> _schemas = new(StringComparer.Ordinal);

    public void Write(StreamAppend append)
    {
        var rows = _streams.GetValueOrDefault(append.Stream) ?? (_streams[append.Stream] = []);
        if (append.ReplacesRows)
        {
            rows.Clear();
        }

        foreach (var row in append.Rows)
        {
            rows[(ViewTables.All.TakeWhile(t => t.Type != row.GetType()).Count(), row.Ordinal)] = row;
        }
    }

    /// <summary>The rows of one type, of all streams.</summary>
    public IReadOnlyList<TRow> All<TRow>()
        where TRow : ViewRow
    {
        lock (gate)
        {
            return [.. _streams.Values.SelectMany(s => s.Values).OfType<TRow>()];
        }
    }

    public ValueTask<IReadOnlyList<ViewRow>> ReadAsync(AggregateId stream, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult<IReadOnlyList<ViewRow>>(_streams.TryGetValue(stream, out var rows) ? [.. rows.Values] : []);
        }
    }

    public ValueTask<string?> ReadSchemaAsync(string kind, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(_schemas.GetValueOrDefault(kind));
        }
    }

    public ValueTask WriteSchemaAsync(string kind, string schema, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            _schemas[kind] = schema;
        }

        return ValueTask.CompletedTask;
    }
}
