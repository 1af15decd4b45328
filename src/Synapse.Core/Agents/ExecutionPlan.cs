using Synapse.Core.Signals;

namespace Synapse.Core.Agents;

/// <summary>Who takes part in a coordinator's reviews, and which signals connect them.</summary>
/// <param name="Specialists">In the order in which the coordinator names them.</param>
/// <param name="Edges">Into the coordinator, out to each specialist, back from each, then out of the coordinator.</param>
public sealed record ExecutionPlan(AgentSpec Coordinator, ValueList<AgentSpec> Specialists, ValueList<PlanEdge> Edges)
{
    /// <summary>Null where the set has no coordinator of that id.</summary>
    public static ExecutionPlan? Of(AgentSet set, string coordinatorId)
    {
        if (set.Find(coordinatorId) is not { Kind: AgentKind.Coordinator } coordinator)
        {
            return null;
        }

        var specialists = coordinator.Specialists.Distinct().Select(id => set.Find(id)!).ToValueList();
        return new(coordinator, specialists, Connect(coordinator, specialists));
    }

    public string ToText() => PlanText.Render(this);

    /// <summary>A Mermaid flowchart; no name in it can end a label or add a line.</summary>
    public string ToMermaid() => PlanMermaid.Render(this);

    private static ValueList<PlanEdge> Connect(AgentSpec coordinator, ValueList<AgentSpec> specialists)
    {
        var edges = new List<PlanEdge>();
        edges.AddRange(coordinator.Subscribes.Except(specialists.SelectMany(s => s.Emits)).Select(signal => new PlanEdge(null, coordinator.Id, signal)));
        foreach (var specialist in specialists)
        {
            // The coordinator's list is what assigns work, so this edge is there even where a spec does not repeat the signal.
            edges.Add(new(coordinator.Id, specialist.Id, SignalTypes.ReviewAssigned));
            edges.AddRange(specialist.Subscribes
                .Where(signal => signal != SignalTypes.ReviewAssigned)
                .SelectMany(signal => Sources(signal, specialist, coordinator, specialists).Select(from => new PlanEdge(from, specialist.Id, signal))));
        }

        foreach (var specialist in specialists)
        {
            edges.AddRange(specialist.Emits
                .Where(signal => signal == SignalTypes.ReviewResult || coordinator.Subscribes.Contains(signal))
                .Select(signal => new PlanEdge(specialist.Id, coordinator.Id, signal)));
            edges.AddRange(specialist.Emits
                .Where(signal => IsForOutside(signal, specialist, coordinator, specialists))
                .Select(signal => new PlanEdge(specialist.Id, null, signal)));
        }

        edges.AddRange(coordinator.Emits.Where(signal => !specialists.Any(s => s.Subscribes.Contains(signal))).Select(signal => new PlanEdge(coordinator.Id, null, signal)));
        return edges.Distinct().ToValueList();
    }

    private static IEnumerable<string?> Sources(string signal, AgentSpec reader, AgentSpec coordinator, ValueList<AgentSpec> specialists)
    {
        var inside = specialists.Prepend(coordinator).Where(agent => agent.Id != reader.Id && agent.Emits.Contains(signal)).Select(agent => (string?)agent.Id).ToList();
        return inside.Count > 0 ? inside : [null];
    }

    private static bool IsForOutside(string signal, AgentSpec writer, AgentSpec coordinator, ValueList<AgentSpec> specialists) =>
        signal != SignalTypes.ReviewResult
        && !coordinator.Subscribes.Contains(signal)
        && !specialists.Any(agent => agent.Id != writer.Id && agent.Subscribes.Contains(signal));
}
