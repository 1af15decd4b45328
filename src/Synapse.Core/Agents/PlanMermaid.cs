using System.Globalization;
using System.Text;

namespace Synapse.Core.Agents;

/// <summary>
/// Nodes are numbered instead of named, and labels are quoted with everything but plain characters written as Mermaid's
/// <c>#code;</c> entities, so that no name can end a label, become a keyword, or bring markup along.
/// </summary>
internal static class PlanMermaid
{
    private const string Outside = "outside";

    public static string Render(ExecutionPlan plan)
    {
        var nodes = plan.Specialists.Prepend(plan.Coordinator).Select((agent, index) => (agent.Id, Node: $"n{PlanWords.Number(index)}")).ToDictionary();
        var text = new StringBuilder();
        text.Append("flowchart LR\n");
        text.Append(CultureInfo.InvariantCulture, $"  {Outside}((outside))\n");
        var coordinator = plan.Coordinator;
        AppendNode(text, nodes[coordinator.Id], '{', '}', [$"{coordinator.Id} {coordinator.Version}", AgentNames.Of(coordinator.Negotiation), PlanWords.Deadline(coordinator.ReviewDeadline)]);
        foreach (var agent in plan.Specialists)
        {
            AppendNode(text, nodes[agent.Id], '[', ']',
            [
                $"{agent.Id} {agent.Version}",
                $"{AgentNames.Of(agent.Tier)}: {PlanWords.Means(agent)}",
                PlanWords.Deadline(agent.Deadline),
                PlanWords.Price(agent.Price),
            ]);
        }

        foreach (var edge in plan.Edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {NodeOf(edge.From)} -->|\"{Label(edge.Signal)}\"| {NodeOf(edge.To)}\n");
        }

        return text.ToString();

        string NodeOf(string? id) => id is null ? Outside : nodes[id];
    }

    /// <summary>Text for the inside of a quoted label.</summary>
    internal static string Label(string text)
    {
        var label = new StringBuilder(text.Length);
        foreach (var rune in VisibleText.Escape(text).EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || (char)rune.Value is ' ' or '.' or ',' or ':' or '-' or '_' or '+' or '/'))
            {
                label.Append((char)rune.Value);
            }
            else
            {
                label.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return label.ToString();
    }

    private static void AppendNode(StringBuilder text, string node, char open, char close, ReadOnlySpan<string> lines)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {node}{open}\"");
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append(i == 0 ? "" : "<br/>").Append(Label(lines[i]));
        }

        text.Append('"').Append(close).Append('\n');
    }
}
