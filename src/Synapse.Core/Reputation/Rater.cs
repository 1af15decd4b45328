using Synapse.Core.Findings;

namespace Synapse.Core.Reputation;

/// <summary>Who judges.</summary>
/// <param name="Id">The person, or the job that ran the test or put the defect in.</param>
/// <param name="Owner">Whom the rater answers to. All raters of one owner count as one rater.</param>
/// <param name="Standing">How often the rater agrees with known truth elsewhere; null when nobody knows.</param>
public sealed record Rater(string Id, string Owner, Confidence? Standing = null);
