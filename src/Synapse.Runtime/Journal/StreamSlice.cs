namespace Synapse.Runtime.Journal;

/// <summary>A stream as it was read.</summary>
/// <param name="Snapshot">What the events follow; null when they were read from a version on, or when there is none.</param>
/// <param name="Version">The stream's version at the time of the reading; 0 when it does not exist.</param>
/// <param name="ReactedVersion">Effects up to this version have run.</param>
public sealed record StreamSlice(SnapshotData? Snapshot, IReadOnlyList<RecordedEvent> Events, long Version, long ReactedVersion)
{
    public static StreamSlice Empty { get; } = new(null, [], 0, 0);
}
