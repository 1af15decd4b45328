namespace Synapse.Contracts.Reviews;

/// <summary>What a person thinks of a finding.</summary>
/// <param name="Fingerprint"><see cref="ReportFinding.Fingerprint"/> of a finding of the review's report.</param>
/// <param name="Kind"><c>accepted</c>, <c>falsePositive</c> or <c>wontFix</c>.</param>
/// <param name="Reason">Why; needed unless it is accepted; at most 2,000 characters.</param>
/// <param name="ResponseId">The caller's id for this answer: the same again changes nothing.</param>
public sealed record FindingResponse(string Fingerprint, string Kind, string Reason, string ResponseId);
