using Synapse.Core.Findings;

namespace Synapse.Runtime.Reviews;

/// <summary>Which findings are asked for; what is null does not matter.</summary>
public sealed record FindingFilter
{
    public static FindingFilter All { get; } = new();

    public string? RuleId { get; init; }

    public Category? Category { get; init; }

    public Severity? MinSeverity { get; init; }

    /// <summary>What the path starts with.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>The primary fingerprint.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Also those that do not count. Default no.</summary>
    public bool WithSuppressed { get; init; }
}
