using Synapse.Core.Signals;

namespace Synapse.Core.Agents;

/// <summary>The rules that need more than one member, or more than one spec, to decide.</summary>
internal static class AgentSetRules
{
    private const int MaxNameLength = 64;

    public static ValueList<AgentProblem> Check(ValueList<AgentSpec> agents, string coordinatorId)
    {
        var problems = new List<AgentProblem>();
        var firstOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < agents.Count; i++)
        {
            CheckNames(agents[i], i, problems);
            if (!firstOf.TryAdd(agents[i].Id, i))
            {
                problems.Add(new(i, "id", $"the id '{Shown(agents[i].Id)}' is taken; give each agent its own id", firstOf[agents[i].Id]));
            }
        }

        for (var i = 0; i < agents.Count; i++)
        {
            CheckSignals(i, "subscribes", agents[i].Subscribes, problems);
            CheckSignals(i, "emits", agents[i].Emits, problems);
            CheckKind(agents, firstOf, i, problems);
        }

        CheckDefaultCoordinator(agents, firstOf, coordinatorId, problems);
        return problems.ToValueList();
    }

    private static void CheckNames(AgentSpec agent, int index, List<AgentProblem> problems)
    {
        if (!IsId(agent.Id))
        {
            problems.Add(new(index, "id", $"'{Shown(agent.Id)}' is not an agent id; use 1 to {MaxNameLength} lower-case letters, digits and '-', starting with a letter"));
        }

        if (!IsVersion(agent.Version))
        {
            problems.Add(new(index, "version", $"'{Shown(agent.Version)}' is not a version label; use 1 to {MaxNameLength} letters, digits, '.', '_', '+' and '-', such as '1.0.0'"));
        }
    }

    private static void CheckSignals(int index, string member, ValueList<string> signals, List<AgentProblem> problems)
    {
        for (var i = 0; i < signals.Count; i++)
        {
            if (!SignalTypes.IsKnown(signals[i]))
            {
                problems.Add(new(index, $"{member}[{i}]", $"unknown signal '{Shown(signals[i])}'{Hint(signals[i], SignalTypes.All)} (known signals: {string.Join(", ", SignalTypes.All)})"));
            }
        }
    }

    private static void CheckKind(ValueList<AgentSpec> agents, Dictionary<string, int> firstOf, int index, List<AgentProblem> problems)
    {
        var agent = agents[index];
        switch (agent.Kind)
        {
            case AgentKind.Coordinator:
                CheckSpecialists(agents, firstOf, index, problems);
                break;
            case AgentKind.Specialist when agent.Checks.Count > 0 && agent.Analyser is not null:
                problems.Add(new(index, "analyser", $"specialist '{Shown(agent.Id)}' has checks and an analyser; give each an agent of its own"));
                break;
            case AgentKind.Specialist when agent.Analyser is not null && agent.Capabilities.Count == 0:
                problems.Add(new(index, "capabilities", $"specialist '{Shown(agent.Id)}' runs an analyser and has no capabilities; say what it finds, e.g. {{\"category\":\"correctness\"}}"));
                break;
            case AgentKind.Specialist when agent.Checks.Count == 0 && agent.Prompt is null && agent.Analyser is null:
                problems.Add(new(index, "checks", $"specialist '{Shown(agent.Id)}' has no checks; add at least one, e.g. {{\"pack\":\"security\"}}, a prompt or an analyser"));
                break;
            case AgentKind.Remote when agent.Capabilities.Count == 0:
                problems.Add(new(index, "capabilities", $"remote agent '{Shown(agent.Id)}' has no capabilities; add at least one, e.g. {{\"category\":\"security\"}}"));
                break;
        }
    }

    private static void CheckSpecialists(ValueList<AgentSpec> agents, Dictionary<string, int> firstOf, int index, List<AgentProblem> problems)
    {
        var coordinator = agents[index];
        if (coordinator.Specialists.Count == 0)
        {
            problems.Add(new(index, "specialists", $"coordinator '{Shown(coordinator.Id)}' has no specialists; name at least one specialist or remote agent"));
        }

        for (var i = 0; i < coordinator.Specialists.Count; i++)
        {
            var id = coordinator.Specialists[i];
            if (!firstOf.TryGetValue(id, out var target))
            {
                var candidates = agents.Where(agent => agent.Kind != AgentKind.Coordinator).Select(agent => agent.Id);
                problems.Add(new(index, $"specialists[{i}]", $"no agent has the id '{Shown(id)}'; declare it or remove it from the list{Hint(id, candidates)}", IsMissingReference: true));
            }
            else if (agents[target].Kind == AgentKind.Coordinator)
            {
                problems.Add(new(index, $"specialists[{i}]", $"'{Shown(id)}' is a coordinator; a coordinator may only name specialists and remote agents"));
            }
        }
    }

    private static void CheckDefaultCoordinator(
        ValueList<AgentSpec> agents, Dictionary<string, int> firstOf, string coordinatorId, List<AgentProblem> problems)
    {
        if (!firstOf.TryGetValue(coordinatorId, out var index))
        {
            var coordinators = agents.Where(agent => agent.Kind == AgentKind.Coordinator).Select(agent => agent.Id);
            problems.Add(new(null, "coordinator", $"no agent has the id '{Shown(coordinatorId)}'; declare a coordinator with that id or name another one{Hint(coordinatorId, coordinators)}", IsMissingReference: true));
        }
        else if (agents[index].Kind != AgentKind.Coordinator)
        {
            problems.Add(new(null, "coordinator", $"'{Shown(coordinatorId)}' is a {AgentNames.Of(agents[index].Kind)}; name an agent of the kind 'coordinator'"));
        }
    }

    private static string Hint(string text, IEnumerable<string> names) =>
        NearestName.Of(text, names) is { } nearest ? $"; did you mean '{Shown(nearest)}'?" : "";

    private static string Shown(string text) => text.Length <= MaxNameLength ? text : text[..MaxNameLength] + "...";

    private static bool IsId(string id) =>
        id.Length is > 0 and <= MaxNameLength && char.IsAsciiLetterLower(id[0])
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsVersion(string version) =>
        version.Length is > 0 and <= MaxNameLength && version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-');
}
