using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>A timer that is set. The same name with another instant is another timer.</summary>
public sealed record StreamTimer(AggregateId Stream, string Name, DateTimeOffset DueAt);
