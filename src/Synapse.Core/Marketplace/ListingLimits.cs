namespace Synapse.Core.Marketplace;

/// <summary>The largest change an agent takes; 0 is no limit.</summary>
public sealed record ListingLimits(int MaxLines, int MaxFiles)
{
    public static ListingLimits None { get; } = new(0, 0);
}
