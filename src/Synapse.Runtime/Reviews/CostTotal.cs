namespace Synapse.Runtime.Reviews;

/// <summary>What one specialist did on one day (UTC), over all reviews that ended then.</summary>
public sealed record CostTotal(DateOnly Day, string Specialist, long Reviews, long Findings, long DurationMilliseconds, long CostMicroCredits);
