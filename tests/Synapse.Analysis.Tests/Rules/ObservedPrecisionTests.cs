using Synapse.Analysis.Rules;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Tests.Rules;

public sealed class ObservedPrecisionTests
{
    [Fact]
    public void A_rule_that_nobody_saw_keeps_the_estimate_of_its_author()
    {
        var rule = Some() with { Id = "cs.never-seen" };
        Assert.Equal(rule.Confidence, ObservedPrecision.Of(rule, ObservedPrecision.Other));
    }

    [Fact]
    public void What_was_seen_moves_the_estimate_towards_it_but_not_all_the_way()
    {
        var rule = RulePacks.Embedded.All.Single(r => r.Id == "function.complex");
        var high = ObservedPrecision.Of(rule with { Confidence = new Confidence(0) }, ObservedPrecision.Other).BasisPoints;
        Assert.InRange(high, 5_000, 9_999);
        Assert.True(ObservedPrecision.Of(rule with { Confidence = new Confidence(10_000) }, ObservedPrecision.Other).BasisPoints > high);
    }

    [Fact]
    public void A_context_with_other_experience_differs_from_its_rule()
    {
        var rule = RulePacks.Embedded.All.Single(r => r.Id == "cs.sql-injection");
        Assert.NotEqual(ObservedPrecision.Of(rule, ObservedPrecision.Proven), ObservedPrecision.Of(rule, ObservedPrecision.Unproven));
    }

    [Fact]
    public void Only_rules_that_are_there_are_listed() =>
        Assert.Empty(ObservedPrecision.Rules.Except(RulePacks.Embedded.All.Select(r => r.Id)));

    private static Rule Some() => RulePacks.Embedded.All[0];
}
