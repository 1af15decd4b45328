using System.Text.Json;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Cli.Commands.Market;

/// <summary>What stands on a market, as JSON.</summary>
internal static class MarketJson
{
    /// <param name="entry">One that is not withdrawn.</param>
    public static void WriteEntry(Utf8JsonWriter json, ListingEntry entry)
    {
        var listing = entry.Listing!;
        json.WriteStartObject();
        json.WriteString("agent", listing.Agent);
        json.WriteNumber("revision", entry.Revision);
        json.WriteString("version", listing.Version);
        json.WriteString("publisher", listing.Publisher);
        json.WriteString("level", MarketText.Of(listing.Tier));
        WriteTexts(json, "capabilities", listing.Capabilities.Select(MarketState.KeyOf));
        WriteTexts(json, "frameworks", listing.Frameworks);
        json.WriteNumber("maxLines", listing.Limits.MaxLines);
        json.WriteNumber("maxFiles", listing.Limits.MaxFiles);
        WritePrice(json, listing.Price);
        json.WriteNumber("deadlineMilliseconds", (long)listing.Sla.Deadline.TotalMilliseconds);
        json.WriteNumber("availabilityBasisPoints", listing.Sla.AvailabilityBasisPoints);
        json.WriteString("licence", listing.Licence);
        json.WriteBoolean("thirdParty", listing.IsThirdParty);
        json.WriteBoolean("remote", listing.IsRemote);
        WriteTexts(json, "approvals", entry.Approvals);
        json.WriteEndObject();
    }

    public static void WriteDecision(Utf8JsonWriter json, MatchDecision decision)
    {
        json.WriteNumber("policyRevision", decision.PolicyRevision);
        json.WriteNumber("budgetMicroCredits", decision.BudgetMicroCredits);
        json.WriteNumber("deadlineMilliseconds", (long)decision.Deadline.TotalMilliseconds);
        json.WriteNumber("demandBasisPoints", decision.Pulse.DemandBasisPoints);
        json.WriteNumber("priceMicroCredits", decision.PriceMicroCredits);
        json.WriteNumber("valueMicroCredits", decision.ValueMicroCredits);
        json.WriteBoolean("optimal", decision.IsOptimal);
        json.WriteStartArray("chosen");
        foreach (var agent in decision.Chosen)
        {
            json.WriteStartObject();
            json.WriteString("agent", agent.Agent);
            json.WriteString("version", agent.Version);
            json.WriteNumber("listingRevision", agent.ListingRevision);
            json.WriteString("level", MarketText.Of(agent.Tier));
            json.WriteNumber("priceMicroCredits", agent.PriceMicroCredits);
            json.WriteNumber("gainMicroCredits", agent.GainMicroCredits);
            json.WriteBoolean("tried", agent.IsTried);
            json.WriteString("why", agent.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("candidates");
        foreach (var candidate in decision.Weighed)
        {
            WriteCandidate(json, candidate);
        }

        json.WriteEndArray();
        json.WriteStartObject("notChosen");
        foreach (var reason in decision.Reasons)
        {
            json.WriteNumber(NameOf(reason.Reason), reason.Candidates);
        }

        json.WriteEndObject();
    }

    private static void WriteCandidate(Utf8JsonWriter json, ScoredCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("agent", candidate.Agent);
        json.WriteString("version", candidate.Version);
        json.WriteString("level", MarketText.Of(candidate.Tier));
        json.WriteString("result", candidate.WhyNot == NotChosen.No ? "chosen" : NameOf(candidate.WhyNot));
        json.WriteNumber("quoteMicroCredits", candidate.Quote.Total);
        json.WriteNumber("priceMicroCredits", candidate.PriceMicroCredits);
        json.WriteNumber("netMicroCredits", candidate.NetMicroCredits);
        json.WriteStartArray("parts");
        foreach (var part in candidate.Parts)
        {
            json.WriteStartObject();
            json.WriteString("category", Names.Of(part.Category));
            json.WriteNumber("worthMicroCredits", part.WorthMicroCredits);
            json.WriteNumber("coverageBasisPoints", part.Coverage);
            json.WriteNumber("qualityBasisPoints", part.Quality);
            json.WriteNumber("fitBasisPoints", part.Fit);
            json.WriteNumber("expectedBasisPoints", part.Expected);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter json, ListingPrice price)
    {
        json.WriteStartObject("price");
        var (name, parts) = price switch
        {
            ListingPrice.Fixed p => ("fixed", ((string, long)[])[("microCredits", p.MicroCredits)]),
            ListingPrice.PerLine p => ("perLine", [("microCredits", p.MicroCredits), ("minimumMicroCredits", p.MinimumMicroCredits)]),
            ListingPrice.PerToken p => ("perToken", [("perThousandMicroCredits", p.PerThousandMicroCredits), ("tokensPerLine", p.TokensPerLine), ("baseTokens", p.BaseTokens)]),
            ListingPrice.SealedBid p => ("sealedBid", [("baseMicroCredits", p.BaseMicroCredits), ("perLineMicroCredits", p.PerLineMicroCredits), ("complexityMarkupBasisPoints", p.ComplexityMarkupBasisPoints)]),
            _ => throw new ArgumentOutOfRangeException(nameof(price), price, null),
        };
        json.WriteStartObject(name);
        foreach (var (part, amount) in parts)
        {
            json.WriteNumber(part, amount);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(NotChosen reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
