using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Core.Tests.Agents;

internal static class Specs
{
    public static AgentSpec Specialist(string id) => new(
        id, AgentKind.Specialist, "1.0.0", AgentTier.Fast, [new(Category.Security, "csharp")], ["review.assigned"], ["review.result"], [],
        ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, DeadlinePolicy.Deterministic, DeadlinePolicy.Review, null,
        [new("security", [], [], [])], Price.Free, []);

    public static AgentSpec Coordinator(string id, params string[] specialists) => Specialist(id) with
    {
        Kind = AgentKind.Coordinator,
        Capabilities = [],
        Checks = [],
        Specialists = specialists.ToValueList(),
        Subscribes = ["review.requested"],
        Emits = ["review.summarised"],
    };

    public static AgentSet Set(params AgentSpec[] agents)
    {
        Assert.True(AgentSet.TryCreate(agents.ToValueList(), "lead", out var set, out var problems), string.Join("\n", problems));
        return set;
    }
}
