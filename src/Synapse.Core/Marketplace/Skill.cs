using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>How well a candidate does one category in one language.</summary>
/// <param name="Language">The table's number of it; <see cref="CandidateTable.AnyLanguage"/> for all that are not named.</param>
internal readonly record struct Skill(Category Category, int Language, int Quality, int Evidence);
