using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Agents;

namespace Synapse.Runtime.Tests.Agents;

public sealed class AgentFileReaderTests
{
    private const string Least = """{ "id": "a", "kind": "specialist", "version": "1", "publisher": "acme", "capabilities": [{ "category": "security" }] }""";
    private const string Offer = """{ "level": "senior", "price": { "fixed": { "microCredits": 5 } }, "deadlineMilliseconds": 1000 }""";

    [Fact]
    public void The_least_that_can_be_said_is_an_agent_that_is_on_no_market()
    {
        var agent = Accept(Least);
        Assert.Equal(("a", AgentTier.Fast, "acme"), (agent.Id, agent.Profile.Tier, agent.Profile.Publisher));
        Assert.Null(agent.Listing);
        Assert.Equal(AgentTier.Deep, Accept(Least.Replace("specialist", "remote", StringComparison.Ordinal)).Profile.Tier);
    }

    [Fact]
    public void The_digest_covers_what_the_agent_does_and_not_what_it_costs()
    {
        var digest = Accept(Least).Profile.Digest;
        Assert.Equal(64, digest.Length);
        var offered = With($"\"licence\": \"MIT\", \"market\": {Offer}");
        Assert.Equal(Accept(With("\"licence\": \"MIT\"")).Profile.Digest, Accept(offered).Profile.Digest);
        foreach (var other in (string[])["\"description\": \"x\"", "\"maxLines\": 1", "\"licence\": \"MIT\"", "\"skills\": [\"s\"]", "\"endpoint\": \"https://e.org\"", "\"tier\": \"deep\"", "\"frameworks\": [\"react\"]", "\"domain\": \"d\""])
        {
            Assert.NotEqual(digest, Accept(With(other)).Profile.Digest);
        }
    }

    [Fact]
    public void An_offer_is_a_listing_with_the_agents_own_capabilities_and_limits()
    {
        var listing = Accept(With($"\"licence\": \"MIT\", \"maxLines\": 7, \"maxFiles\": 3, \"market\": {Offer}")).Listing!;
        Assert.Equal(new ListingLimits(7, 3), listing.Limits);
        Assert.Equal(new ListingPrice.Fixed(5), listing.Price);
        Assert.Equal(("a", "acme", ListingTier.Senior, 9_900), (listing.Agent, listing.Publisher, listing.Tier, listing.Sla.AvailabilityBasisPoints));
        Assert.Equal(new ListingPrice.PerLine(2, 9), PriceOf("""{ "perLine": { "microCredits": 2, "minimumMicroCredits": 9 } }"""));
        Assert.Equal(new ListingPrice.PerToken(4, 5, 6), PriceOf("""{ "perToken": { "perThousandMicroCredits": 4, "tokensPerLine": 5, "baseTokens": 6 } }"""));
        Assert.Equal(new ListingPrice.SealedBid(1, 2, 3), PriceOf("""{ "sealedBid": { "baseMicroCredits": 1, "perLineMicroCredits": 2, "complexityMarkupBasisPoints": 3 } }"""));
    }

    [Theory]
    [InlineData("$.kind", "is missing", """{ "id": "a", "version": "1", "publisher": "acme", "capabilities": [{ "category": "security" }] }""")]
    [InlineData("$.kind", "unknown value 'coordinator'", """{ "id": "a", "kind": "coordinator", "version": "1", "publisher": "acme", "capabilities": [{ "category": "security" }] }""")]
    [InlineData("$.id", "is no name", """{ "id": "a/b", "kind": "remote", "version": "1", "publisher": "acme", "capabilities": [{ "category": "security" }] }""")]
    [InlineData("$.capabilities", "0 capabilities", """{ "id": "a", "kind": "remote", "version": "1", "publisher": "acme", "capabilities": [] }""")]
    [InlineData("$.capabilities", "is missing", """{ "id": "a", "kind": "remote", "version": "1", "publisher": "acme" }""")]
    [InlineData("$.publisher", "is missing", """{ "id": "a", "kind": "remote", "version": "1", "capabilities": [{ "category": "security" }] }""")]
    [InlineData("$", "line 1, column 2", "{")]
    public void A_file_that_says_too_little_is_refused_at_its_place(string path, string message, string text) => Refuse(path, message, text);

    [Theory]
    [InlineData("$.licens", "did you mean 'licence'?", "\"licens\": \"x\"")]
    [InlineData("$.endpoint", "is no address", "\"endpoint\": \"ftp://x\"")]
    [InlineData("$.skills[0]", "there is no such folder", "\"skills\": [\"gone\"]")]
    [InlineData("$.skills[1]", "is there already", "\"skills\": [\"s\", \"s2\"]")]
    [InlineData("$.market.level", "is missing", "\"licence\": \"MIT\", \"market\": { \"price\": { \"fixed\": {} }, \"deadlineMilliseconds\": 1 }")]
    [InlineData("$.market.price", "exactly one of", "\"licence\": \"MIT\", \"market\": { \"level\": \"senior\", \"price\": { \"fixed\": {}, \"perLine\": {} }, \"deadlineMilliseconds\": 1 }")]
    [InlineData("$.market.price.fixed.microCredits", "whole number", "\"licence\": \"MIT\", \"market\": { \"level\": \"senior\", \"price\": { \"fixed\": { \"microCredits\": 1.5 } }, \"deadlineMilliseconds\": 1 }")]
    [InlineData("$.market", "version and licence", "\"market\": { \"level\": \"senior\", \"price\": { \"fixed\": {} }, \"deadlineMilliseconds\": 1 }")]
    public void What_does_not_fit_is_refused_at_its_place(string path, string message, string member) => Refuse(path, message, With(member));

    private static ListingPrice PriceOf(string price) =>
        Accept(With($"\"licence\": \"MIT\", \"market\": {Offer.Replace("""{ "fixed": { "microCredits": 5 } }""", price, StringComparison.Ordinal)}")).Listing!.Price;

    private static string With(string members) => Least[..^1] + ", " + members + " }";

    private static void Refuse(string path, string message, string text)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Equal(path, problem.JsonPath);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    private static AgentFile Accept(string text)
    {
        var result = Read(text);
        Assert.Empty(result.Problems);
        return result.Agent!;
    }

    internal static AgentFileResult Read(string text) => AgentFileReader.Read("a.json", text, folder => folder == "gone" ? (null, "there is no such folder") : (new AgentSkill("skill", "Does it.", new string('0', 64)), null));
}
