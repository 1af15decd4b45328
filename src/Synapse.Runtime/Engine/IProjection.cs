using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// The read model of one kind of aggregate: a pure function of the aggregate's state, so that it can be folded from the journal again and
/// gives the same rows. Called from any thread.
/// </summary>
public interface IProjection<TState>
{
    /// <summary>Names the form of the rows, such as <c>review.view/1</c>. A change of what a state gives is a new name, and the rows are rebuilt.</summary>
    string Schema { get; }

    /// <summary>
    /// The rows that differ between two states of one aggregate, the later one's. From the empty state these are all its rows; taking the
    /// changes of any steps in between one after the other gives the same. A row that is there stays: none may be taken back.
    /// </summary>
    IReadOnlyList<ViewRow> Changes(AggregateId id, TState before, TState after);
}
