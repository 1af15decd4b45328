namespace Synapse.Core.Marketplace;

/// <summary>What is known of an agent beyond its listing, at the moment of a match.</summary>
/// <param name="Capabilities">A capability that is missing takes what is known of its category in any language (<c>*</c>), else the policy's prior.</param>
/// <param name="IsBarredFromHighSeverity">Whether it may not work on risky changes, as nothing shows yet that it can.</param>
/// <param name="IsAvailable">False while its circuit breaker is open or it is suspended.</param>
/// <param name="QueueWait">How long work waits before it begins.</param>
public sealed record Standing(ValueList<CapabilityStanding> Capabilities, bool IsBarredFromHighSeverity, bool IsAvailable, TimeSpan QueueWait)
{
    /// <summary>Of an agent that nobody has seen at work.</summary>
    public static Standing Unknown { get; } = new([], IsBarredFromHighSeverity: true, IsAvailable: true, TimeSpan.Zero);
}
