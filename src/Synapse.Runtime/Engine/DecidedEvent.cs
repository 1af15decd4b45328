using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>An event with what follows from it.</summary>
/// <param name="Context">Of the sender of its command, in which what follows is done; null where that is not known any more.</param>
internal sealed record DecidedEvent(long Version, IReadOnlyList<Effect> Effects, ExecutionContext? Context);
