using Synapse.Core.Findings;

namespace Synapse.Runtime.Reviews;

/// <summary>Which reviews are asked for; what is null does not matter.</summary>
public sealed record ReviewFilter
{
    /// <summary>The most characters of a text in a filter.</summary>
    public const int MaxText = 500;

    public static ReviewFilter All { get; } = new();

    public ReviewStanding? Standing { get; init; }

    public Severity? MinSeverity { get; init; }

    /// <summary>What the title contains; case does not matter.</summary>
    public string? Text { get; init; }

    /// <summary>Exactly this author.</summary>
    public string? Author { get; init; }

    /// <summary>Exactly this content (<see cref="Core.Reviews.ReviewRequest.ContentDigest"/>).</summary>
    public string? ContentDigest { get; init; }

    /// <summary>What the base revision starts with.</summary>
    public string? BaseRevision { get; init; }

    /// <summary>What the head revision starts with.</summary>
    public string? HeadRevision { get; init; }

    /// <summary>Requested then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Requested before then.</summary>
    public DateTimeOffset? Until { get; init; }
}
