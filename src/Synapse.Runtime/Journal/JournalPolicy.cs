namespace Synapse.Runtime.Journal;

/// <summary>What a journal may forget.</summary>
/// <param name="CompactableKinds">Kinds of aggregates whose old events may be removed; all others are audited.</param>
public sealed record JournalPolicy(IReadOnlyCollection<string> CompactableKinds)
{
    /// <summary>Every kind is audited.</summary>
    public static JournalPolicy KeepAll { get; } = new([]);

    public bool IsAudited(string kind) => !CompactableKinds.Contains(kind, StringComparer.Ordinal);
}
