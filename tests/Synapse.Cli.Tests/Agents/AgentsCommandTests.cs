using System.Text.Json;

namespace Synapse.Cli.Tests.Agents;

public sealed class AgentsCommandTests
{
    private const string Valid = """
        {
          "version": 1,
          "agents": [
            { "id": "coordinator", "kind": "coordinator", "version": "1.0.0", "specialists": ["x"] },
            {
              "id": "x", "kind": "specialist", "version": "1.0.0", "capabilities": [{ "category": "security", "languages": ["go", "java"] }],
              "checks": [{ "pack": "security" }], "metadata": { "owner": "\u001b[31mred\u202e\nteam" }
            }
          ]
        }
        """;

    [Fact]
    public void List_shows_each_agent_and_makes_hostile_text_visible()
    {
        var run = AgentsRun.With(Valid, "list");

        const string Expected = """
            ID           KIND         VERSION  TIER  CAPABILITIES       CHECKS    DIGEST            METADATA
            coordinator  coordinator  1.0.0    -     -                  -         958d64a5b71b0d31  -
            x            specialist   1.0.0    fast  security(go java)  security  e2eb64d121f43aa2  owner=\u{1b}[31mred\u{202e}\u{a}team

            """;
        Assert.Equal((0, Expected, ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void List_writes_JSON()
    {
        var run = AgentsRun.With(Valid, "list", "--json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("coordinator", json.RootElement.GetProperty("coordinator").GetString());
        var agents = json.RootElement.GetProperty("agents");
        Assert.Equal(2, agents.GetArrayLength());
        Assert.Equal("e2eb64d121f43aa2", agents[1].GetProperty("digest").GetString());
        Assert.Equal("java", agents[1].GetProperty("spec").GetProperty("capabilities")[1].GetProperty("language").GetString());
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Validate_says_ok_on_stderr()
    {
        var run = AgentsRun.With(Valid, "validate");

        Assert.Equal(new AgentsRun(0, "", "silo.json: ok, 2 agents\n"), run);
    }

    [Fact]
    public void Validate_names_every_problem_one_a_line()
    {
        const string Text = """
            {
              "version": 1,
              "agents": [
                { "id": "coordinator", "kind": "coordinator", "version": "1", "specialists": ["x", "y"] },
                { "id": "x", "kind": "specialist", "version": "1", "tier": "\u001b[2J\nslow" }
              ]
            }
            """;
        const string Expected = """
            silo.json: $.agents[1].tier: unknown value '\u{1b}[2J\u{a}slow' (allowed values: fast, deep)
            silo.json: $.agents[0].specialists[1]: no agent has the id 'y'; declare it or remove it from the list; did you mean 'x'?
            silo.json: $.agents[1].checks: specialist 'x' has no checks; add at least one, e.g. {"pack":"security"}, a prompt or an analyser

            """;
        Assert.Equal(new AgentsRun(2, "", Expected), AgentsRun.With(Text, "validate"));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("plan")]
    [InlineData("validate")]
    public void A_wrong_configuration_is_told_by_every_verb_without_a_stack_trace(string verb)
    {
        const string Expected = "silo.json: $: is not valid JSON: unexpected 'o' at line 1, column 2; look for a missing comma, quote or bracket there or just before\n";

        Assert.Equal(new AgentsRun(2, "", Expected), AgentsRun.With("{oops", verb));
    }

    [Fact]
    public void A_missing_file_is_a_configuration_error() => Assert.Equal(
        new AgentsRun(2, "", "no-such-file.json: $: the file cannot be read; name an existing file\n"),
        AgentsRun.Of("validate", "--config", "no-such-file.json"));

    [Fact]
    public void Plan_is_the_plan_of_the_default_coordinator()
    {
        var run = AgentsRun.With(Valid, "plan");

        const string Expected = """
            coordinator 1.0.0
              deep when:    labelled security or performance; more than 50 files; risk factor 0.5 or more
              fast when:    intent hotfix; up to 10 files; otherwise deep
              negotiation:  highest-severity
              deadline:     300 s + 20 ms per 1000 lines
              subscribes:   review.requested
              emits:        review.summarised

            on every review:
              x 1.0.0
                reviews:    security in go, java
                by:         security
                deadline:   5 s + 20 ms per 1000 lines
                price:      free
                subscribes: review.assigned
                emits:      review.result

            """;
        Assert.Equal(new AgentsRun(0, Expected, ""), run);
    }

    [Fact]
    public void Plan_draws_a_diagram()
    {
        const string Expected = """
            flowchart LR
              outside((outside))
              n0{"coordinator 1.0.0<br/>highest-severity<br/>300 s + 20 ms per 1000 lines"}
              n1["x 1.0.0<br/>fast: security<br/>5 s + 20 ms per 1000 lines<br/>free"]
              outside -->|"review.requested"| n0
              n0 -->|"review.assigned"| n1
              n1 -->|"review.result"| n0
              n0 -->|"review.summarised"| outside

            """;
        Assert.Equal(new AgentsRun(0, Expected, ""), AgentsRun.With(Valid, "plan", "--mermaid"));
    }

    [Fact]
    public void Plan_writes_JSON()
    {
        var run = AgentsRun.With(Valid, "plan", "--json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("coordinator", json.RootElement.GetProperty("coordinator").GetProperty("id").GetString());
        Assert.Equal("x", json.RootElement.GetProperty("specialists")[0].GetProperty("id").GetString());
        Assert.Equal(5_000, json.RootElement.GetProperty("specialists")[0].GetProperty("deadline").GetProperty("baseMilliseconds").GetInt32());
        var edges = json.RootElement.GetProperty("edges").EnumerateArray()
            .Select(edge => $"{edge.GetProperty("from")}>{edge.GetProperty("to")} {edge.GetProperty("signal")}");
        Assert.Equal([">coordinator review.requested", "coordinator>x review.assigned", "x>coordinator review.result", "coordinator> review.summarised"], edges);
    }

    [Fact]
    public void Plan_of_an_unknown_coordinator_is_a_usage_error() => Assert.Equal(
        new AgentsRun(2, "", "silo.json: no coordinator has the id '\\u{1b}x'; coordinators: coordinator\n"),
        AgentsRun.With(Valid, "plan", "--coordinator", "\u001bx"));

    [Fact]
    public void Plan_has_one_format_at_a_time()
    {
        var run = AgentsRun.With(Valid, "plan", "--json", "--mermaid");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--json and --mermaid exclude each other; choose one.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_of_the_repository_is_valid()
    {
        var file = AgentsRun.RepositoryFile("silo.json");

        Assert.Equal(new AgentsRun(0, "", $"{file}: ok, 9 agents\n"), AgentsRun.Of("validate", "--config", file));
    }
}
