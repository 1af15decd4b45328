using Synapse.Core.Agents;
using Synapse.Core.Signals;

namespace Synapse.Core.Tests.Agents;

public sealed class AgentSetTests
{
    [Fact]
    public void A_set_finds_agents_by_id_and_knows_its_coordinator()
    {
        var set = Specs.Set(Specs.Coordinator("lead", "a"), Specs.Specialist("a"));

        Assert.Equal("lead", set.Coordinator.Id);
        Assert.Equal("a", set.Find("a")?.Id);
        Assert.Null(set.Find("b"));
        Assert.Equal(["lead", "a"], set.Agents.Select(agent => agent.Id));
    }

    [Fact]
    public void Every_problem_is_reported_at_once()
    {
        ValueList<AgentSpec> agents =
        [
            Specs.Coordinator("boss", "ghost", "boss", "ax"),
            Specs.Coordinator("idle"),
            Specs.Specialist("axe") with { Checks = [] },
            Specs.Specialist("axe"),
            Specs.Specialist("Ünsafe") with { Version = "one two", Emits = ["review.result", "review.reslt"] },
            Specs.Specialist("far") with { Kind = AgentKind.Remote, Checks = [], Capabilities = [] },
        ];

        Assert.False(AgentSet.TryCreate(agents, "axe", out var set, out var problems));

        Assert.Null(set);
        var signals = string.Join(", ", SignalTypes.All);
        Assert.Equal(
        [
            new AgentProblem(3, "id", "the id 'axe' is taken; give each agent its own id", 2),
            new(4, "id", "'Ünsafe' is not an agent id; use 1 to 64 lower-case letters, digits and '-', starting with a letter"),
            new(4, "version", "'one two' is not a version label; use 1 to 64 letters, digits, '.', '_', '+' and '-', such as '1.0.0'"),
            new(0, "specialists[0]", "no agent has the id 'ghost'; declare it or remove it from the list", null, true),
            new(0, "specialists[1]", "'boss' is a coordinator; a coordinator may only name specialists and remote agents"),
            new(0, "specialists[2]", "no agent has the id 'ax'; declare it or remove it from the list; did you mean 'axe'?", null, true),
            new(1, "specialists", "coordinator 'idle' has no specialists; name at least one specialist or remote agent"),
            new(2, "checks", "specialist 'axe' has no checks; add at least one, e.g. {\"pack\":\"security\"}, a prompt or an analyser"),
            new(4, "emits[1]", $"unknown signal 'review.reslt'; did you mean 'review.result'? (known signals: {signals})"),
            new(5, "capabilities", "remote agent 'far' has no capabilities; add at least one, e.g. {\"category\":\"security\"}"),
            new(null, "coordinator", "'axe' is a specialist; name an agent of the kind 'coordinator'"),
        ],
        problems.OrderBy(problem => problem.Member is "id" or "version" ? 0 : problem.Agent is null ? 2 : 1));
    }

    [Fact]
    public void A_specialist_with_a_prompt_needs_no_checks() =>
        Specs.Set(Specs.Coordinator("lead", "a"), Specs.Specialist("a") with { Checks = [], Prompt = "prompts/a" });

    [Fact]
    public void A_missing_default_coordinator_is_a_problem_of_the_set()
    {
        AgentSet.TryCreate([Specs.Specialist("a")], "led", out _, out var problems);

        Assert.Equal([new AgentProblem(null, "coordinator", "no agent has the id 'led'; declare a coordinator with that id or name another one", null, true)], problems);
    }

    [Theory]
    [InlineData("capabilites", "capabilities")]
    [InlineData("ID", "id")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_a_typo_away(string text, string? expected) =>
        Assert.Equal(expected, NearestName.Of(text, ["id", "capabilities", "checks"]));
}
