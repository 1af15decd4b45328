namespace Synapse.Runtime.Journal;

/// <summary>What following a tenant's chain found.</summary>
/// <param name="Events">How many links were found in order.</param>
/// <param name="Position">Of the last link in order; 0 for none.</param>
/// <param name="Hash">Of that link, in lower-case hexadecimal; empty for none.</param>
/// <param name="BrokenPosition">The first position at which the chain does not hold; null when it holds to the end.</param>
/// <param name="Problem">What is wrong there, for a person; null when nothing is.</param>
public sealed record AuditResult(long Events, long Position, string Hash, long? BrokenPosition, string? Problem)
{
    public bool IsIntact => BrokenPosition is null;
}
