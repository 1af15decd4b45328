namespace Synapse.Contracts.Reviews;

/// <summary>Where a review stands.</summary>
/// <param name="ReviewId">The review's id.</param>
/// <param name="Status"><c>running</c>, or how it ended: <c>complete</c>, <c>partial</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Severity">The greatest severity of its findings, once it has a verdict; else null.</param>
/// <param name="Findings">How many findings count, once it has a verdict; else null.</param>
public sealed record ReviewTicket(string ReviewId, string Status, string? Severity, int? Findings)
{
    /// <summary>Whether nothing more will come of it.</summary>
    public bool HasEnded => Status != "running";
}
