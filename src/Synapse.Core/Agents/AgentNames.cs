namespace Synapse.Core.Agents;

/// <summary>The wire names of the closed lists of an agent spec, and each list in the order in which it is explained to people.</summary>
public static class AgentNames
{
    public static ValueList<AgentKind> Kinds { get; } = [AgentKind.Coordinator, AgentKind.Specialist, AgentKind.Remote];

    public static ValueList<AgentTier> Tiers { get; } = [AgentTier.Fast, AgentTier.Deep];

    public static ValueList<NegotiationPolicy> NegotiationPolicies { get; } =
    [
        NegotiationPolicy.HighestSeverity,
        NegotiationPolicy.WeightedExpertise,
        NegotiationPolicy.Majority,
        NegotiationPolicy.Escalate,
    ];

    public static ValueList<AnalyserFormat> AnalyserFormats { get; } = [AnalyserFormat.Sarif, AnalyserFormat.Shellcheck, AnalyserFormat.Eslint, AnalyserFormat.Lines];

    public static string Of(AnalyserFormat format) => format switch
    {
        AnalyserFormat.Sarif => "sarif",
        AnalyserFormat.Shellcheck => "shellcheck",
        AnalyserFormat.Eslint => "eslint",
        AnalyserFormat.Lines => "lines",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    public static string Of(AgentKind kind) => kind switch
    {
        AgentKind.Specialist => "specialist",
        AgentKind.Coordinator => "coordinator",
        AgentKind.Remote => "remote",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(AgentTier tier) => tier switch
    {
        AgentTier.Fast => "fast",
        AgentTier.Deep => "deep",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
    };

    public static string Of(NegotiationPolicy policy) => policy switch
    {
        NegotiationPolicy.HighestSeverity => "highest-severity",
        NegotiationPolicy.WeightedExpertise => "weighted-expertise",
        NegotiationPolicy.Majority => "majority",
        NegotiationPolicy.Escalate => "escalate",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, null),
    };
}
