using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Agents;

namespace Synapse.Runtime.Tests.Agents;

public sealed class SiloConfigurationReaderTests
{
    [Fact]
    public void The_smallest_configuration_gets_the_documented_defaults()
    {
        var silo = Silo.Accept(Silo.With(Silo.Lead, Silo.A));

        Assert.Equal(new ReviewPolicy("coordinator", Severity.High, false), silo.Review);
        Assert.Equal(new ReviewLimits(268_435_456, 50_000, 200_000, 20_000, 8_388_608), silo.Limits);
        Assert.Equal(
            new AgentSpec(
                "coordinator", AgentKind.Coordinator, "1", AgentTier.Fast, [], ["review.requested"], ["review.summarised"], ["a"],
                new(["security", "performance"], 50, 5_000, ["hotfix"], 10), NegotiationPolicy.HighestSeverity,
                new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(20)), new(TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(20)),
                null, [], new(0, 0), []),
            silo.Agents.Coordinator);
        Assert.Equal(
            new AgentSpec(
                "a", AgentKind.Specialist, "1", AgentTier.Fast, [], ["review.assigned"], ["review.result"], [],
                new(["security", "performance"], 50, 5_000, ["hotfix"], 10), NegotiationPolicy.HighestSeverity,
                new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(20)), new(TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(20)),
                null, [new("security", [], [], [])], new(0, 0), []),
            silo.Agents.Find("a"));
    }

    [Fact]
    public void Every_member_is_read()
    {
        const string Text = """
            {
              "version": 1, // comments are fine
              "review": { "coordinator": "lead", "failOn": "low", "allowIncomplete": true },
              "limits": { "maxInputBytes": 1, "maxFiles": 2, "maxFileLines": 3, "maxLineLength": 4, "maxFileBytes": 5 },
              "agents": [
                {
                  "id": "lead", "kind": "coordinator", "version": "2.1", "specialists": ["x"],
                  "classification": { "deepLabels": ["l"], "deepAboveFiles": 7, "deepFromRiskFactor": 0.1234, "fastIntents": ["i"], "fastUpToFiles": 3 },
                  "negotiation": "weighted-expertise", "reviewDeadline": { "baseMilliseconds": 9, "perThousandLinesMilliseconds": 0 },
                  "subscribes": [], "emits": ["review.conflict"], "metadata": { "b": "2", "a": "1" }
                },
                {
                  "id": "x", "kind": "specialist", "version": "3", "tier": "deep",
                  "capabilities": [{ "category": "security", "languages": ["go", "java"] }, { "category": "process" }],
                  "deadline": { "baseMilliseconds": 8, "perThousandLinesMilliseconds": 1 },
                  "checks": [{ "pack": "p", "rules": ["r*"], "exclude": ["r1"], "options": { "z": -1, "a": 2 } }], "prompt": "q",
                  "price": { "perReviewMicroCredits": 11, "perThousandLinesMicroCredits": 12 },
                  "subscribes": ["review.assigned", "pattern.discovered"], "emits": ["review.result"], "metadata": { "owner": "me" }
                }
              ]
            }
            """;
        var silo = Silo.Accept(Text);

        Assert.Equal(new ReviewPolicy("lead", Severity.Low, true), silo.Review);
        Assert.Equal(new ReviewLimits(1, 2, 3, 4, 5), silo.Limits);
        var lead = silo.Agents.Coordinator;
        Assert.Equal(new ClassificationPolicy(["l"], 7, 1_234, ["i"], 3), lead.Classification);
        Assert.Equal(NegotiationPolicy.WeightedExpertise, lead.Negotiation);
        Assert.Equal(new DeadlinePolicy(TimeSpan.FromMilliseconds(9), TimeSpan.Zero), lead.ReviewDeadline);
        Assert.Equal([new MetadataEntry("a", "1"), new("b", "2")], lead.Metadata);
        var x = silo.Agents.Find("x")!;
        Assert.Equal(AgentTier.Deep, x.Tier);
        Assert.Equal([new Capability(Category.Security, "go"), new(Category.Security, "java"), new(Category.Process, "*")], x.Capabilities);
        Assert.Equal(new DeadlinePolicy(TimeSpan.FromMilliseconds(8), TimeSpan.FromMilliseconds(1)), x.Deadline);
        Assert.Equal([new CheckSpec("p", ["r*"], ["r1"], [new("a", 2), new("z", -1)])], x.Checks);
        Assert.Equal(("q", new Price(11, 12)), (x.Prompt, x.Price));
        Assert.Equal(["review.assigned", "pattern.discovered"], x.Subscribes);
    }

    [Theory]
    [InlineData("""{ "id": "a", "kind": "specialist", "version": "1", "prompt": "p" }""", AgentTier.Deep, 120)]
    [InlineData("""{ "id": "a", "kind": "specialist", "version": "1", "prompt": "p", "checks": [{ "pack": "x" }] }""", AgentTier.Fast, 5)]
    [InlineData("""{ "id": "a", "kind": "remote", "version": "1", "capabilities": [{ "category": "security" }] }""", AgentTier.Deep, 120)]
    [InlineData("""{ "id": "a", "kind": "specialist", "version": "1", "prompt": "p", "tier": "fast" }""", AgentTier.Fast, 120)]
    public void Agents_that_wait_for_others_are_deep_and_get_more_time(string agent, AgentTier tier, int seconds)
    {
        var spec = Silo.Accept(Silo.With(Silo.Lead, agent)).Agents.Find("a")!;

        Assert.Equal((tier, TimeSpan.FromSeconds(seconds)), (spec.Tier, spec.Deadline.Base));
    }

    [Fact]
    public void Agents_come_from_included_files_in_both_forms()
    {
        var silo = Silo.Accept(
            $$"""{ "version": 1, "include": ["agents/a.json", "more.json"], "agents": [{{Silo.Lead}}] }""",
            ("agents/a.json", Silo.A),
            ("more.json", $$"""{ "agents": [{{Silo.A.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)}}] }"""));

        Assert.Equal(["coordinator", "a", "b"], silo.Agents.Agents.Select(agent => agent.Id));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 10_000)]
    [InlineData("0.0001", 1)]
    [InlineData("0.2900", 2_900)]
    public void A_share_becomes_exact_basis_points(string share, int expected)
    {
        var silo = Silo.Accept(Silo.CoordinatorWith($$"""
            "classification": { "deepFromRiskFactor": {{share}} }
            """));

        Assert.Equal(expected, silo.Agents.Coordinator.Classification.DeepFromRiskBasisPoints);
    }

    [Fact]
    public void The_built_in_configuration_is_the_one_in_the_repository()
    {
        var silo = SiloConfiguration.LoadDefault();
        var same = Silo.Accept(RepositoryRoot.Read("silo.json"));

        Assert.Equal(silo.Agents.Agents, same.Agents.Agents);
        Assert.Equal(["coordinator", "secrets", "security", "reliability", "infrastructure", "dependencies", "orleans", "performance", "maintainability"], silo.Agents.Agents.Select(agent => agent.Id));
        Assert.All(silo.Agents.Agents, agent => Assert.Equal(AgentTier.Fast, agent.Tier));
        Assert.Equal(ReviewPolicy.Default, silo.Review);
        Assert.Equal(ReviewLimits.Default, silo.Limits);
    }
}
