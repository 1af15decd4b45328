using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Tests.Marketplace;

public sealed class MarketWireTests
{
    [Fact]
    public void Commands_and_replies_go_over_the_wire()
    {
        Back<MarketCommand.Publish>(new MarketCommand.Publish(MarketSamples.Listing(price: new ListingPrice.SealedBid(1, 2, 3)), 0));
        Back<MarketCommand.SetPolicy>(new MarketCommand.SetPolicy(MarketSamples.Policy, 0));
        Back<MarketCommand.RecordMatch>(new MarketCommand.RecordMatch(MarketSamples.Outcome()));
        Back<MarketReply>(new MarketReply(1, new ListingEntry(2, MarketSamples.Listing(), ValueSet<string>.Of(["bob"]))));
    }

    /// <summary>Whoever journals a decision gets it back as it was, with all that led to it.</summary>
    [Fact]
    public void A_decision_can_be_journaled()
    {
        var request = new MatchRequest(
            "r1", new ChangeProfile([new LanguageLines("csharp", 10)], [], 10, 1, 100, 0, false, [new CategoryNeed(Category.Security, 10_000)]),
            1_000_000, TimeSpan.FromMinutes(1), MarketPolicy.Default, 0, MarketPulse.Calm with { UsualPrices = ValueMap<Category, long>.Empty.With(Category.Security, 100) });
        var candidates = Enumerable.Range(0, 3).Select(i => new Candidate(MarketSamples.Listing($"a{i}"), 1, i, Standing.Unknown)).ToList();
        candidates.Add(candidates[0] with { Listing = candidates[0].Listing with { Agent = "other", Capabilities = [new Capability(Category.Security, "go")] } });
        var decision = Matcher.Match(request, candidates);
        Assert.NotEmpty(decision.Chosen);
        Assert.NotEmpty(decision.Reasons);
        Back(decision);
        Back(request);
    }

    private static void Back<T>(T value)
    {
        Assert.True(WireJson.Covers(typeof(T)));
        Assert.Equal(value, JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, WireJson.Options), WireJson.Options));
    }
}
