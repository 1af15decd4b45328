using System.Globalization;
using System.Text;
using Synapse.Core.Findings;

namespace Synapse.Core.Agents;

internal static class PlanText
{
    public static string Render(ExecutionPlan plan)
    {
        var text = new StringBuilder();
        WriteCoordinator(text, plan.Coordinator);
        WriteTier(text, "on every review", plan.Specialists.Where(agent => agent.Tier == AgentTier.Fast).ToList());
        WriteTier(text, "on deep reviews only", plan.Specialists.Where(agent => agent.Tier == AgentTier.Deep).ToList());
        return text.ToString();
    }

    private static void WriteCoordinator(StringBuilder text, AgentSpec coordinator)
    {
        var policy = coordinator.Classification;
        Line(text, $"{coordinator.Id} {coordinator.Version}");
        Line(text, $"  deep when:    {DeepReasons(policy)}");
        Line(text, $"  fast when:    {FastReasons(policy)}; otherwise deep");
        Line(text, $"  negotiation:  {AgentNames.Of(coordinator.Negotiation)}");
        Line(text, $"  deadline:     {PlanWords.Deadline(coordinator.ReviewDeadline)}");
        WriteSignals(text, coordinator);
    }

    private static string DeepReasons(ClassificationPolicy policy)
    {
        var risk = (policy.DeepFromRiskBasisPoints / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);
        var labels = policy.DeepLabels.Count == 0 ? "" : $"labelled {string.Join(" or ", policy.DeepLabels)}; ";
        return $"{labels}more than {PlanWords.Number(policy.DeepAboveFiles)} files; risk factor {risk} or more";
    }

    private static string FastReasons(ClassificationPolicy policy)
    {
        var intents = policy.FastIntents.Count == 0 ? "" : $"intent {string.Join(" or ", policy.FastIntents)}; ";
        return $"{intents}up to {PlanWords.Number(policy.FastUpToFiles)} files";
    }

    private static void WriteTier(StringBuilder text, string when, List<AgentSpec> specialists)
    {
        if (specialists.Count == 0)
        {
            return;
        }

        Line(text, "");
        Line(text, $"{when}:");
        foreach (var agent in specialists)
        {
            Line(text, $"  {agent.Id} {agent.Version}");
            Line(text, $"    reviews:    {PlanWords.List(Capabilities(agent))}");
            Line(text, $"    by:         {PlanWords.Means(agent)}");
            Line(text, $"    deadline:   {PlanWords.Deadline(agent.Deadline)}");
            Line(text, $"    price:      {PlanWords.Price(agent.Price)}");
            WriteSignals(text, agent, "  ");
        }
    }

    private static void WriteSignals(StringBuilder text, AgentSpec agent, string indent = "")
    {
        var pad = indent.Length == 0 ? "  " : "";
        Line(text, $"{indent}  subscribes: {pad}{PlanWords.List(agent.Subscribes)}");
        Line(text, $"{indent}  emits:      {pad}{PlanWords.List(agent.Emits)}");
    }

    private static List<string> Capabilities(AgentSpec agent) =>
        [.. agent.Capabilities.GroupBy(c => c.Category, c => c.Language).Select(group => $"{Names.Of(group.Key)} in {string.Join(", ", group)}")];

    private static void Line(StringBuilder text, string line) => text.Append(VisibleText.Escape(line)).Append('\n');
}
