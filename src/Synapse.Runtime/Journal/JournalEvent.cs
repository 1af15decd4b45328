using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>An event with its place among those of all streams.</summary>
/// <param name="Position">From 1, in the order of commits. A reader that has seen a position has seen every lower one there will ever be.</param>
public sealed record JournalEvent(long Position, AggregateId Stream, long Version, EventData Event);
