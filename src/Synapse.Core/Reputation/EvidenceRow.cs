namespace Synapse.Core.Reputation;

/// <summary>A judgement that counts.</summary>
/// <param name="Id">Of the command that brought it.</param>
public sealed record EvidenceRow(string Id, Judgement Judgement);
