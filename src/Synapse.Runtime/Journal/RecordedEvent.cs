namespace Synapse.Runtime.Journal;

/// <summary>An event in the journal. Versions of a stream start at 1 and have no gaps.</summary>
public sealed record RecordedEvent(long Version, EventData Event);
