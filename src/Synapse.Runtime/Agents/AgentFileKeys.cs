using Synapse.Core;

namespace Synapse.Runtime.Agents;

/// <summary>The closed list of keys of each object of an agent's file. <c>infra/agent.schema.json</c> says the same; a test compares the two.</summary>
internal static class AgentFileKeys
{
    public static ValueList<string> Root { get; } =
    [
        "$schema", "id", "kind", "version", "tier", "description", "capabilities", "frameworks", "maxLines", "maxFiles", "publisher", "licence", "domain", "endpoint", "skills", "market",
    ];

    public static ValueList<string> Market { get; } = ["level", "price", "deadlineMilliseconds", "availability", "thirdParty"];

    /// <summary>Exactly one of them says how the agent is paid.</summary>
    public static ValueList<string> Price { get; } = ["fixed", "perLine", "perToken", "sealedBid"];

    public static ValueList<string> Fixed { get; } = ["microCredits"];

    public static ValueList<string> PerLine { get; } = ["microCredits", "minimumMicroCredits"];

    public static ValueList<string> PerToken { get; } = ["perThousandMicroCredits", "tokensPerLine", "baseTokens"];

    public static ValueList<string> SealedBid { get; } = ["baseMicroCredits", "perLineMicroCredits", "complexityMarkupBasisPoints"];
}
