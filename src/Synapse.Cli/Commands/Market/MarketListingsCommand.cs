using System.CommandLine;
using System.Globalization;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Marketplace;
using Synapse.Hosting.Marketplace;

namespace Synapse.Cli.Commands.Market;

/// <summary><c>synapse market listings [WORD]</c>: the agents on offer.</summary>
internal static class MarketListingsCommand
{
    private const int DefaultLimit = 100;

    public static Command Create(CliOutput output)
    {
        var word = new Argument<string?>("WORD") { Description = "Part of an agent, publisher, licence, level, capability or framework; without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = $"At most so many, 1 to {MarketDecider.MaxListings}.", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        var json = TenantVerb.JsonOption();
        return TenantVerb.Reading(new Command("listings", "List the agents on the market.") { word, limit, json }, output, async (parse, journal) =>
        {
            if (parse.GetValue(limit) is < 1 or > MarketDecider.MaxListings)
            {
                return JournalVerb.Refuse(journal.Output, $"--limit is 1 to {MarketDecider.MaxListings}");
            }

            var state = await journal.MarketAsync(ReviewMarket.Name);
            var index = new MarketIndex(state, DateOnly.FromDateTime(journal.Now.UtcDateTime), new Dictionary<string, Standing>());
            var found = (parse.GetValue(word) is { } text ? index.Search(text) : index.Candidates.Select(c => c.Listing)).Select(l => state.Listings[l.Agent]).ToList();
            var shown = found.Take(parse.GetValue(limit)).ToList();
            if (found.Count == 0)
            {
                journal.Say(parse.GetValue(word) is { } sought && index.Candidates.Count > 0 ? $"nothing on the market has '{sought}' in it" : "nothing is on the market; 'synapse agents register FILE' offers an agent whose file says 'market'");
            }
            else if (shown.Count < found.Count)
            {
                journal.Say(string.Create(CultureInfo.InvariantCulture, $"the first {shown.Count} of {found.Count:#,0}; --limit N shows more"));
            }

            return journal.Write(
                parse.GetValue(json),
                writer =>
                {
                    writer.WriteStartArray();
                    foreach (var entry in shown)
                    {
                        MarketJson.WriteEntry(writer, entry);
                    }

                    writer.WriteEndArray();
                },
                target =>
                {
                    if (shown.Count > 0)
                    {
                        TextTable.Write(target, [["AGENT", "VERSION", "PUBLISHER", "LEVEL", "CAPABILITIES", "PRICE", "DEADLINE", "REMARK"], .. shown.Select(Row)]);
                    }
                });
        });
    }

    private static string[] Row(ListingEntry entry)
    {
        var listing = entry.Listing!;
        return
        [
            listing.Agent, listing.Version, listing.Publisher, MarketText.Of(listing.Tier), string.Join(' ', listing.Capabilities.Select(MarketState.KeyOf)), MarketText.Of(listing.Price),
            string.Create(CultureInfo.InvariantCulture, $"{listing.Sla.Deadline.TotalSeconds:0.###} s"), MarketText.Remark(entry),
        ];
    }
}
