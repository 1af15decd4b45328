namespace Synapse.Runtime.Reviews;

/// <summary>Which costs are asked for; what is null does not matter.</summary>
public sealed record CostFilter
{
    public static CostFilter All { get; } = new();

    public string? Specialist { get; init; }

    /// <summary>Of reviews that ended on this day (UTC) or later.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Of reviews that ended on this day (UTC) or earlier.</summary>
    public DateOnly? To { get; init; }
}
