namespace Synapse.Core.Findings;

/// <summary>What a finding is about. The names are the tags that reports carry.</summary>
public enum Category
{
    Security,
    Secrets,
    Performance,
    Correctness,
    Maintainability,
    /// <summary>About the review itself, such as a suppression without a reason.</summary>
    Process,
}
