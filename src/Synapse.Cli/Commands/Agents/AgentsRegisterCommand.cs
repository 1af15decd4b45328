using System.CommandLine;
using Synapse.Analysis.Agents;
using Synapse.Cli.Commands.Market;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Hosting.Marketplace;
using Synapse.Runtime.Agents;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents register FILE</c>: makes an agent, or a new version of it, known and offers it on the market.</summary>
internal static class AgentsRegisterCommand
{
    public static Command Create(CliOutput output)
    {
        var file = new Argument<string>("FILE") { Description = "The agent as JSON, see infra/agent.schema.json; skills are folders beside it." };
        var inactive = new Option<bool>("--inactive") { Description = "Give a new agent no work yet; 'synapse agents activate' does." };
        return TenantVerb.Changing(new Command("register", "Register an agent or a new version of it, and offer it on the market.") { file, inactive }, output, async (parse, journal) =>
            Read(parse.GetValue(file)!, output) is { } agent ? await RunAsync(journal, agent, parse.GetValue(inactive)) : ExitCodes.Usage);
    }

    /// <summary>Null after telling every problem.</summary>
    private static AgentFile? Read(string file, CliOutput output)
    {
        var result = AgentFileReader.ReadFile(file, SkillFile.Read);
        foreach (var problem in result.Problems)
        {
            output.Error.WriteLine(VisibleText.Escape(problem.ToString()));
        }

        return result.Agent;
    }

    private static async Task<int> RunAsync(TenantJournal journal, AgentFile agent, bool inactive)
    {
        var id = journal.IdOf(AgentAggregate.Kind, agent.Id);
        var before = await journal.AgentAsync(agent.Id);
        var answer = await journal.SendAsync<AgentCommand, AgentReply>(id, new AgentCommand.Register(agent.Profile));
        if (answer.Reply?.Status == AgentStatus.Registered && before.Status == AgentStatus.None && !inactive)
        {
            answer = await journal.SendAsync<AgentCommand, AgentReply>(id, new AgentCommand.SetStatus(AgentStatus.Active, ""));
        }

        if (answer.Refusal is { } refusal)
        {
            return JournalVerb.Refuse(journal.Output, refusal);
        }

        var (reply, isKnown) = (answer.Reply!, before.Releases.Any(r => r.Profile.Digest == agent.Profile.Digest));
        journal.Say(isKnown
            ? $"{agent.Id} {agent.Profile.Version} is registered already; it is {RegisteredAgent.Of(reply.Status)}"
            : $"{agent.Id} {agent.Profile.Version} of {agent.Profile.Publisher} is registered, version {reply.Versions} with digest {agent.Profile.Digest[..12]}; it is {RegisteredAgent.Of(reply.Status)}");
        var exit = agent.Listing is { } listing ? await PublishAsync(journal, listing) : ExitCodes.Ok;

        // Answered after what follows from the registration is done: its reputation knows its owner then.
        await journal.SendAsync<AgentCommand, AgentReply>(id, new AgentCommand.Observe());
        return exit;
    }

    private static async Task<int> PublishAsync(TenantJournal journal, Listing listing)
    {
        var market = journal.IdOf(MarketAggregate.Kind, ReviewMarket.Name);
        var seen = await journal.SendAsync<MarketCommand, MarketReply>(market, new MarketCommand.Observe(listing.Agent));
        var before = seen.Reply?.Entry;
        var answer = await journal.SendAsync<MarketCommand, MarketReply>(market, new MarketCommand.Publish(listing, before?.Revision ?? 0));
        if ((seen.Refusal ?? answer.Refusal) is { } refusal)
        {
            return JournalVerb.Refuse(journal.Output, refusal);
        }

        var revision = answer.Reply!.Entry!.Revision;
        journal.Say(revision == before?.Revision ? $"its listing on the market is as it was, revision {revision}" : $"it is on the market, revision {revision}: {MarketText.Of(listing.Price)}");
        return ExitCodes.Ok;
    }
}
