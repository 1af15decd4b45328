namespace Synapse.Contracts.Reviews;

/// <summary>A change to be reviewed.</summary>
/// <param name="ReviewId">1 to 128 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, unique in the tenant. The caller's own, so that a call that is made again asks for the same review.</param>
/// <param name="Diff">A unified diff, as <c>git diff</c> and <c>git format-patch</c> write it; at most 32 MiB of UTF-8.</param>
public sealed record ReviewSubmission(string ReviewId, string Diff)
{
    /// <summary>One line; the diff's own title where this is empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who made the change; the diff's own author where this is empty.</summary>
    public string Author { get; init; } = "";

    /// <summary>Object id of the old side, or empty.</summary>
    public string BaseRevision { get; init; } = "";

    /// <summary>Object id of the new side, or empty.</summary>
    public string HeadRevision { get; init; } = "";

    /// <summary>Labels, such as <c>security</c>, which asks for a deep review.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What the author means to do, such as <c>feature</c> or <c>hotfix</c>, which asks for a fast review.</summary>
    public string Intent { get; init; } = "";

    /// <summary>The repository that the change is of, as its owner names it: repositories share workers fairly and may have a budget. At most 200 characters; empty when it does not matter.</summary>
    public string Repository { get; init; } = "";

    /// <summary>The team that the review is charged to, where teams have budgets. At most 200 characters; empty for none.</summary>
    public string Team { get; init; } = "";

    /// <summary>The caller's estimate of the risk, from 0 to 1.</summary>
    public decimal RiskFactor { get; init; }
}
