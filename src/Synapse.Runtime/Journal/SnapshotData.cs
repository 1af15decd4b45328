namespace Synapse.Runtime.Journal;

/// <summary>A state that saves the replay of the events up to its version.</summary>
/// <param name="Schema">Names the form of the state; a reader that does not know it replays the events instead.</param>
public sealed record SnapshotData(long Version, string Schema, ReadOnlyMemory<byte> State);
