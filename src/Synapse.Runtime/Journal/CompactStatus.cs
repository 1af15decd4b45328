namespace Synapse.Runtime.Journal;

public enum CompactStatus
{
    Compacted,
    /// <summary>There is no snapshot, or nothing before it is left to remove.</summary>
    Nothing,
    /// <summary>The kind is audited: its events are kept for ever.</summary>
    Audited,
}
