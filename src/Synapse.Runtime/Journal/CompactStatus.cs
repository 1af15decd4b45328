namespace Synapse.Runtime.Journal;

public enum CompactStatus
{
    Compacted,
    /// <summary>There is no snapshot, or nothing before it is left to remove.</summary>
    Nothing,
    /// <summary>Effects up to the snapshot have not all run, or one of them is a dead letter.</summary>
    Busy,
    /// <summary>The kind is audited: its events are kept for ever.</summary>
    Audited,
}
