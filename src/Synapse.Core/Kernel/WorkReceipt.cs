namespace Synapse.Core.Kernel;

/// <summary>Says that work was taken.</summary>
/// <param name="Waiting">Pieces of work that wait in the same pool.</param>
public sealed record WorkReceipt(int Waiting);
