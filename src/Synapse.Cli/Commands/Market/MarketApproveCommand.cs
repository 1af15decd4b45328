using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Hosting.Marketplace;

namespace Synapse.Cli.Commands.Market;

/// <summary><c>synapse market approve AGENT</c>: lets a third party's listing in, as it stands now.</summary>
internal static class MarketApproveCommand
{
    public static Command Create(CliOutput output)
    {
        var agent = new Argument<string>("AGENT") { Description = "The agent whose listing is approved." };
        var by = new Option<string>("--by") { Description = "Who approves; the publisher itself cannot.", HelpName = "NAME", Required = true };
        return TenantVerb.Changing(new Command("approve", "Approve the listing of a third party's agent; a changed one needs it anew.") { agent, by }, output, async (parse, journal) =>
        {
            var (name, state) = (parse.GetValue(agent)!, await journal.MarketAsync(ReviewMarket.Name));
            if (state.Listings.Find(name) is not { Listing: not null } entry)
            {
                return JournalVerb.Refuse(journal.Output, TenantJournal.Unknown("listed agent", name, state.Listings.Keys, "'synapse market listings' shows those there are"));
            }

            var answer = await journal.SendAsync<MarketCommand, MarketReply>(journal.IdOf(MarketAggregate.Kind, ReviewMarket.Name), new MarketCommand.Approve(name, entry.Revision), parse.GetValue(by)!);
            if (answer.Refusal is { } refusal)
            {
                return JournalVerb.Refuse(journal.Output, refusal);
            }

            journal.Say($"revision {entry.Revision} of {name} has {answer.Reply!.Entry!.Approvals.Count} of the {state.Policy.RequiredApprovals} approvals that the market asks for");
            return ExitCodes.Ok;
        });
    }
}
