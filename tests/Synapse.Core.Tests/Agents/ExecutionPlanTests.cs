using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Core.Tests.Agents;

public sealed class ExecutionPlanTests
{
    private static readonly AgentSet Set = Specs.Set(
        Specs.Coordinator("lead", "quick", "model"),
        Specs.Specialist("quick"),
        Specs.Specialist("model") with
        {
            Tier = AgentTier.Deep,
            Capabilities = [new(Category.Correctness, "*"), new(Category.Correctness, "go"), new(Category.Security, "*")],
            Checks = [],
            Prompt = "deep\"]; click n0 \u001b[31m",
            Deadline = new(TimeSpan.FromMilliseconds(1_500), TimeSpan.Zero),
            Price = new(1_000, 5),
            Subscribes = ["review.assigned", "pattern.discovered"],
            Emits = ["review.result", "review.conflict"],
        },
        Specs.Specialist("unused"));

    [Fact]
    public void The_text_names_every_part()
    {
        const string Expected = """
            lead 1.0.0
              deep when:    labelled security or performance; more than 50 files; risk factor 0.5 or more
              fast when:    intent hotfix; up to 10 files; otherwise deep
              negotiation:  highest-severity
              deadline:     300 s + 20 ms per 1000 lines
              subscribes:   review.requested
              emits:        review.summarised

            on every review:
              quick 1.0.0
                reviews:    security in csharp
                by:         security
                deadline:   5 s + 20 ms per 1000 lines
                price:      free
                subscribes: review.assigned
                emits:      review.result

            on deep reviews only:
              model 1.0.0
                reviews:    correctness in *, go, security in *
                by:         prompt deep"]; click n0 \u{1b}[31m
                deadline:   1500 ms
                price:      1000 micro-credits + 5 per 1000 lines
                subscribes: review.assigned, pattern.discovered
                emits:      review.result, review.conflict

            """;
        Assert.Equal(Expected, ExecutionPlan.Of(Set, "lead")!.ToText());
    }

    [Fact]
    public void The_diagram_has_every_edge_and_no_markup_of_others()
    {
        const string Expected = """
            flowchart LR
              outside((outside))
              n0{"lead 1.0.0<br/>highest-severity<br/>300 s + 20 ms per 1000 lines"}
              n1["quick 1.0.0<br/>fast: security<br/>5 s + 20 ms per 1000 lines<br/>free"]
              n2["model 1.0.0<br/>deep: prompt deep#34;#93;#59; click n0 #92;u#123;1b#125;#91;31m<br/>1500 ms<br/>1000 micro-credits + 5 per 1000 lines"]
              outside -->|"review.requested"| n0
              n0 -->|"review.assigned"| n1
              n0 -->|"review.assigned"| n2
              outside -->|"pattern.discovered"| n2
              n1 -->|"review.result"| n0
              n2 -->|"review.result"| n0
              n2 -->|"review.conflict"| outside
              n0 -->|"review.summarised"| outside

            """;
        Assert.Equal(Expected, ExecutionPlan.Of(Set, "lead")!.ToMermaid());
    }

    [Fact]
    public void Signals_between_specialists_stay_inside()
    {
        var set = Specs.Set(
            Specs.Coordinator("lead", "a", "b") with { Emits = ["review.summarised", "review.classified"] },
            Specs.Specialist("a") with { Emits = ["review.result", "pattern.discovered"] },
            Specs.Specialist("b") with { Subscribes = ["pattern.discovered", "review.classified"] });

        Assert.Equal(
        [
            new PlanEdge(null, "lead", "review.requested"),
            new("lead", "a", "review.assigned"),
            new("lead", "b", "review.assigned"),
            new("a", "b", "pattern.discovered"),
            new("lead", "b", "review.classified"),
            new("a", "lead", "review.result"),
            new("b", "lead", "review.result"),
            new("lead", null, "review.summarised"),
        ],
        ExecutionPlan.Of(set, "lead")!.Edges);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("quick")]
    public void Only_a_coordinator_has_a_plan(string id) => Assert.Null(ExecutionPlan.Of(Set, id));

    [Theory]
    [InlineData("plain text ~", "plain text ~")]
    [InlineData("a\u001b[2Jb\r\nc", "a\\u{1b}[2Jb\\u{d}\\u{a}c")]
    [InlineData("\u009b31m \u202egnp.exe \u200b", "\\u{9b}31m \\u{202e}gnp.exe \\u{200b}")]
    [InlineData("grün 変更 😀", "grün 変更 😀")]
    [InlineData("\U000e0041", "\\u{e0041}")]
    public void Text_from_outside_is_made_visible(string text, string expected) => Assert.Equal(expected, VisibleText.Escape(text));

    [Fact]
    public void Half_a_surrogate_pair_is_made_visible() => Assert.Equal("a\\u{d83d}", VisibleText.Escape("a" + '\ud83d'));
}
