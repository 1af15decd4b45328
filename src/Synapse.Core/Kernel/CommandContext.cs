namespace Synapse.Core.Kernel;

/// <summary>What comes with a command.</summary>
/// <param name="Actor">Who asks: a person, a key or a part of Synapse.</param>
/// <param name="CommandId">The sender's id for it; sending the same one again is harmless.</param>
public sealed record CommandContext(string Actor, string CommandId);
