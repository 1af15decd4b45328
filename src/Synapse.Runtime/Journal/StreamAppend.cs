using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>Everything that one append commits, or does not commit, together.</summary>
/// <param name="ExpectedVersion">The version the stream must be at; 0: it does not exist.</param>
/// <param name="Events">In order; may be empty when only the rest is to be written.</param>
public sealed record StreamAppend(AggregateId Stream, long ExpectedVersion, IReadOnlyList<EventData> Events)
{
    /// <summary>Timers that these events answer: each must still be set for the same instant (else: conflict) and is removed.</summary>
    public IReadOnlyList<StreamTimer> Fired { get; init; } = [];

    /// <summary>Applied in order, after the fired ones are removed.</summary>
    public IReadOnlyList<TimerChange> Timers { get; init; } = [];

    /// <summary>
    /// Replaces the stream's snapshot. Its version lies between 1 and that of the last event of this append, and the effects up to it have
    /// run: the stream's reacted version becomes at least that, and nothing before it is needed any more.
    /// </summary>
    public SnapshotData? Snapshot { get; init; }

    /// <summary>Bodies that the stream holds on to from now on. Each must be stored.</summary>
    public IReadOnlyList<ContentHash> Holds { get; init; } = [];

    /// <summary>Bodies that the stream lets go.</summary>
    public IReadOnlyList<ContentHash> Releases { get; init; } = [];

    /// <summary>Rows of the stream's read model that these events change or add.</summary>
    public IReadOnlyList<ViewRow> Rows { get; init; } = [];

    /// <summary>Whether <see cref="Rows"/> are all rows of the stream: any other is removed.</summary>
    public bool ReplacesRows { get; init; }
}
