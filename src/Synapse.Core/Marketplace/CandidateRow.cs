namespace Synapse.Core.Marketplace;

/// <summary>All of a candidate that weighing it for a change needs, in one place: a match passes over thousands.</summary>
/// <param name="NameHash">From which its place among equals comes.</param>
/// <param name="Ready">Its wait and its promised deadline together.</param>
/// <param name="Admission">What the policy says of it, whatever the change is.</param>
/// <param name="FirstSkill">Where its skills begin in the table's list.</param>
internal readonly record struct CandidateRow(
    ulong NameHash,
    ListingPrice Price,
    TimeSpan Ready,
    int MaxLines,
    int MaxFiles,
    int Availability,
    int FirstSkill,
    int Skills,
    ListingTier Tier,
    NotChosen Admission,
    bool HasFrameworks,
    bool IsAvailable,
    bool IsBarredFromHighSeverity);
