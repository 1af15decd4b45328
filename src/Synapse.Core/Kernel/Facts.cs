namespace Synapse.Core.Kernel;

/// <summary>Everything a decision may know about the world outside its state.</summary>
/// <param name="Now">The instant of the decision, UTC.</param>
/// <param name="Actor">Who asks: a person, a key or a part of Synapse.</param>
/// <param name="CommandId">The sender's id of this command; the same id is the same command.</param>
public sealed record Facts(DateTimeOffset Now, string Actor, string CommandId);
