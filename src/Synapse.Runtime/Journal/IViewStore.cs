using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>
/// The read models as rows. They are written through <see cref="StreamAppend.Rows"/>, in the commit of the events they follow from, and can
/// be made again from the journal at any time. Safe for several threads and processes.
/// </summary>
public interface IViewStore
{
    /// <summary>All rows of a stream as of one commit, ordered by type and ordinal; none for a stream that has none.</summary>
    /// <exception cref="InvalidDataException">A row was damaged; a rebuild puts it right.</exception>
    ValueTask<IReadOnlyList<ViewRow>> ReadAsync(AggregateId stream, CancellationToken cancellationToken);

    /// <summary>The form in which the rows of a kind of aggregate were last built as a whole; null when they never were.</summary>
    ValueTask<string?> ReadSchemaAsync(string kind, CancellationToken cancellationToken);

    /// <summary>Records that all rows of a kind have this form.</summary>
    ValueTask WriteSchemaAsync(string kind, string schema, CancellationToken cancellationToken);
}
