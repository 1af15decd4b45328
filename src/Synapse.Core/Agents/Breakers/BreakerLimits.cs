namespace Synapse.Core.Agents.Breakers;

/// <summary>
/// How much a breaker remembers. Events are folded by <see cref="MaxReports"/>, which therefore belongs to the form of the state: another number is
/// another schema.
/// </summary>
public static class BreakerLimits
{
    /// <summary>Reports of one version that are kept; what is older than these is not taken any more.</summary>
    public const int MaxReports = 64;

    /// <summary>Calls of one command.</summary>
    public const int MaxCalls = 1_000;

    /// <summary>Versions with a breaker of their own; the one that was quiet longest is forgotten when another one comes.</summary>
    public const int MaxVersions = 4;

    /// <summary>Overrides that have not expired.</summary>
    public const int MaxOverrides = 16;

    /// <summary>Characters of a version or a reason.</summary>
    public const int MaxTextLength = 256;

    /// <summary>How far a sender's clock may be ahead.</summary>
    public static TimeSpan MaxAhead { get; } = TimeSpan.FromMinutes(5);
}
