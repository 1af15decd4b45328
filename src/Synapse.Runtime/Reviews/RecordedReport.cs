using Synapse.Core.Reviews;

namespace Synapse.Runtime.Reviews;

/// <summary>A report as it was made for another review.</summary>
/// <param name="Content">As recorded; using it again costs nothing.</param>
public sealed record RecordedReport(string ReviewId, SpecialistReport Content);
