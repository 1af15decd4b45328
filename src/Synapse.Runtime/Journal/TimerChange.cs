namespace Synapse.Runtime.Journal;

/// <summary>Sets a timer of the stream, replacing one of the same name, or cancels it.</summary>
/// <param name="DueAt">When it fires; null cancels it.</param>
public sealed record TimerChange(string Name, DateTimeOffset? DueAt);
