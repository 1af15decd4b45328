namespace Synapse.Core.Reputation;

/// <summary>One judgement and what it weighs in a score, in millionths of an outcome.</summary>
public sealed record WeighedRow(EvidenceRow Row, EvidenceUse Use, long Weight);
