using System.Reflection;
using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Core.Tests.Agents;

public sealed class AgentDigestTests
{
    private static readonly AgentSpec Spec = Specs.Specialist("a");

    private static readonly Dictionary<string, AgentSpec> Changed = new()
    {
        [nameof(AgentSpec.Id)] = Spec with { Id = "b" },
        [nameof(AgentSpec.Kind)] = Spec with { Kind = AgentKind.Remote },
        [nameof(AgentSpec.Version)] = Spec with { Version = "1.0.1" },
        [nameof(AgentSpec.Tier)] = Spec with { Tier = AgentTier.Deep },
        [nameof(AgentSpec.Capabilities)] = Spec with { Capabilities = [new(Category.Security, "java")] },
        [nameof(AgentSpec.Subscribes)] = Spec with { Subscribes = [] },
        [nameof(AgentSpec.Emits)] = Spec with { Emits = ["review.conflict"] },
        [nameof(AgentSpec.Specialists)] = Spec with { Specialists = ["x"] },
        [nameof(AgentSpec.Classification)] = Spec with { Classification = ClassificationPolicy.Default with { DeepFromRiskBasisPoints = 5_001 } },
        [nameof(AgentSpec.Negotiation)] = Spec with { Negotiation = NegotiationPolicy.Majority },
        [nameof(AgentSpec.Deadline)] = Spec with { Deadline = Spec.Deadline with { Base = Spec.Deadline.Base + TimeSpan.FromTicks(1) } },
        [nameof(AgentSpec.ReviewDeadline)] = Spec with { ReviewDeadline = Spec.ReviewDeadline with { PerThousandLines = TimeSpan.Zero } },
        [nameof(AgentSpec.Prompt)] = Spec with { Prompt = "p" },
        [nameof(AgentSpec.Checks)] = Spec with { Checks = [new("security", [], [], [new("max", 1)])] },
        [nameof(AgentSpec.Analyser)] = Spec with { Analyser = new(["lint", AnalyserSpec.Files], AnalyserFormat.Lines, ["*"], TimeSpan.FromSeconds(1), 1, 1, []) },
        [nameof(AgentSpec.Price)] = Spec with { Price = new(0, 1) },
        [nameof(AgentSpec.Metadata)] = Spec with { Metadata = [new("owner", "me")] },
    };

    [Fact]
    public void A_change_of_any_member_is_another_digest()
    {
        var members = typeof(AgentSpec).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name);
        Assert.Equal(members.Order(StringComparer.Ordinal), Changed.Keys.Order(StringComparer.Ordinal));

        var digests = Changed.Values.Append(Spec).Select(AgentDigest.Of).ToList();
        Assert.Equal(digests.Count, digests.Distinct().Count());
    }

    [Fact]
    public void Equal_specs_have_one_digest_whatever_the_order_of_names()
    {
        var left = Spec with { Metadata = [new("a", "1"), new("b", "2")], Checks = [new("p", [], [], [new("x", 1), new("y", 2)])] };
        var right = Spec with { Metadata = [new("b", "2"), new("a", "1")], Checks = [new("p", [], [], [new("y", 2), new("x", 1)])] };

        Assert.Equal(AgentDigest.Of(left), AgentDigest.Of(right));
    }

    [Fact]
    public void The_digest_is_stable_across_builds() => Assert.Equal("df8140fd1628c596", AgentDigest.Of(Spec));

    [Fact]
    public void The_deadline_grows_with_every_started_thousand_lines()
    {
        var deadline = new DeadlinePolicy(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(20));

        Assert.Equal(5_000, deadline.For(0).TotalMilliseconds);
        Assert.Equal(5_020, deadline.For(1).TotalMilliseconds);
        Assert.Equal(5_020, deadline.For(1_000).TotalMilliseconds);
        Assert.Equal(5_040, deadline.For(1_001).TotalMilliseconds);
        Assert.True(deadline.For(int.MaxValue) > TimeSpan.Zero);
    }
}
