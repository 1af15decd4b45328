using System.Diagnostics.CodeAnalysis;

namespace Synapse.Core.Agents;

/// <summary>The agents of a silo, checked as a whole: ids are unique and every reference leads somewhere.</summary>
public sealed class AgentSet
{
    private readonly Dictionary<string, AgentSpec> _byId;

    private AgentSet(ValueList<AgentSpec> agents, string coordinatorId)
    {
        Agents = agents;
        _byId = agents.ToDictionary(agent => agent.Id, StringComparer.Ordinal);
        Coordinator = _byId[coordinatorId];
    }

    /// <summary>In the order of their declaration.</summary>
    public ValueList<AgentSpec> Agents { get; }

    /// <summary>The coordinator of reviews that name none.</summary>
    public AgentSpec Coordinator { get; }

    public AgentSpec? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Gives the set, or every problem at once.</summary>
    public static bool TryCreate(
        ValueList<AgentSpec> agents, string coordinatorId, [NotNullWhen(true)] out AgentSet? set, out ValueList<AgentProblem> problems)
    {
        problems = AgentSetRules.Check(agents, coordinatorId);
        set = problems.Count == 0 ? new AgentSet(agents, coordinatorId) : null;
        return set is not null;
    }
}
