namespace Synapse.Runtime.Journal;

/// <summary>A part of a list.</summary>
/// <param name="Next">The cursor that the next page starts at; null when this is the last one. It is opaque, and good for the same question only.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
