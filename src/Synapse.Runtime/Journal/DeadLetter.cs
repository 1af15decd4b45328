using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>An effect that could not be done. It waits for a person, and keeps nothing else waiting.</summary>
/// <param name="Version">Of the event that asks for the effect.</param>
/// <param name="Index">Of the effect among those of the event, from 0.</param>
/// <param name="Effect">The effect itself, as JSON: it can be tried again however much of the stream was compacted since.</param>
/// <param name="Cause">Why the last try failed.</param>
/// <param name="Tries">How often it was tried in all.</param>
public sealed record DeadLetter(AggregateId Stream, long Version, int Index, string Effect, string Cause, int Tries, DateTimeOffset At);
