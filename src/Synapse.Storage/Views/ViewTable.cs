using System.Data.Common;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Views;

/// <summary>How one type of row is stored: the same columns in every database, each a whole number or a text. Both directions stand side by side.</summary>
/// <param name="Columns">Without <c>stream</c>, which comes first in every table.</param>
/// <param name="Read">Reads a row that has just these columns.</param>
internal sealed record ViewTable(string Name, Type Type, IReadOnlyList<(string Name, Func<ViewRow, object> Value)> Columns, Func<DbDataReader, ViewRow> Read)
{
    /// <summary>The columns, for a query whose rows <see cref="Read"/> reads.</summary>
    public string List { get; } = string.Join(", ", Columns.Select(c => c.Name));

    public static ViewTable Of<TRow>(string name, Func<DbDataReader, TRow> read, params IReadOnlyList<(string Name, Func<TRow, object> Value)> columns)
        where TRow : ViewRow => new(
            name, typeof(TRow), [.. columns.Select(c => (c.Name, new Func<ViewRow, object>(r => c.Value((TRow)r))))], read);
}
