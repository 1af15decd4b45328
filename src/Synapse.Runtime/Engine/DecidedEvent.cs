using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>An event with what follows from it.</summary>
internal sealed record DecidedEvent(long Version, IReadOnlyList<Effect> Effects);
