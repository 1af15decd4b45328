using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Commands.Market;
using Synapse.Cli.Commands.Reputation;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;
using Synapse.Hosting.Marketplace;
using Synapse.Runtime.Agents;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents show ID</c>: where a registered agent stands, with its breaker, its listing and its reputation in short.</summary>
internal static class AgentsShowCommand
{
    public static Command Create(CliOutput output)
    {
        var (id, json) = (RegisteredAgent.Argument(), TenantVerb.JsonOption());
        var card = new Option<bool>("--card") { Description = $"Write its agent card (Agent2Agent {AgentCard.ProtocolVersion}) as JSON." };
        return TenantVerb.Reading(new Command("show", "Show a registered agent.") { id, json, card }, output, async (parse, journal) =>
        {
            var name = parse.GetValue(id)!;
            if (!await RegisteredAgent.ExistsAsync(journal, name))
            {
                return ExitCodes.Usage;
            }

            var state = await journal.AgentAsync(name);
            if (parse.GetValue(card))
            {
                return WriteCard(journal, name, state.Releases[^1].Profile);
            }

            var shown = new Shown(
                name,
                state,
                (await journal.SendAsync<BreakerCommand, BreakerReply>(journal.IdOf(BreakerAggregate.Kind, name), new BreakerCommand.Observe())).Reply!.State!,
                (await journal.MarketAsync(ReviewMarket.Name)).Listings.Find(name),
                (await journal.SendAsync<ReputationCommand, ReputationReply>(journal.IdOf(ReputationAggregate.Kind, name), new ReputationCommand.Observe())).Reply!.Versions);
            return journal.Write(parse.GetValue(json), writer => WriteJson(writer, shown, journal.Now), text => Write(text, shown, journal.Now));
        });
    }

    private static int WriteCard(TenantJournal journal, string name, AgentProfile profile)
    {
        if (profile.Endpoint.Length == 0)
        {
            journal.Say($"{name} has no endpoint, so its card has no interface and nobody outside can call it");
        }

        JsonOutput.Write(journal.Output.Out, json => AgentCard.Write(json, name, profile));
        return ExitCodes.Ok;
    }

    private static void Write(TextWriter target, Shown shown, DateTimeOffset now)
    {
        void Line(string name, string text)
        {
            if (text.Length > 0)
            {
                target.WriteLine($"{name,-14}{VisibleText.Escape(text)}");
            }
        }

        var (state, profile) = (shown.State, shown.State.Releases[^1].Profile);
        Line("agent", $"{shown.Id}, a {AgentNames.Of(profile.Kind)} of {profile.Publisher}");
        Line("status", $"{RegisteredAgent.Of(state.Status)}{(state.Reason.Length > 0 ? ": " + state.Reason : "")}");
        Line("version", $"{profile.Version} ({ReportText.Count(state.Releases.Count, "version")}), digest {profile.Digest}");
        Line("description", profile.Description);
        Line("tier", AgentNames.Of(profile.Tier));
        Line("capabilities", RegisteredAgent.CapabilitiesOf(profile.Capabilities));
        Line("frameworks", string.Join(", ", profile.Frameworks));
        Line("takes", profile.MaxLines == 0 ? "changes of any size" : string.Create(CultureInfo.InvariantCulture, $"changes of up to {profile.MaxLines:#,0} lines"));
        Line("licence", profile.Licence);
        Line("domain", profile.Domain);
        Line("endpoint", profile.Endpoint);
        Line("key", state.KeyHash.Length > 0 ? "set" : "");
        foreach (var skill in profile.Skills)
        {
            Line("skill", $"{skill.Name}: {skill.Description}");
        }

        Line("breaker", BreakerText(shown.Breaker, now));
        Line("market", shown.Listing?.Listing is { } listing ? $"{MarketText.Of(listing.Tier)}, {MarketText.Of(listing.Price)}, revision {shown.Listing.Revision}{(listing.IsThirdParty || listing.IsRemote ? $", {MarketText.Remark(shown.Listing)}" : "")}" : "not listed");
        var skills = shown.Reputation.LastOrDefault()?.Skills ?? [];
        Line("reputation", skills.Count == 0 ? "nobody has judged its work yet" : string.Join(", ", skills.Select(s => $"{MarketState.KeyOf(s.Skill)} {AmountText.Share(s.Score.BasisPoints)}")));
        if (skills.Count > 0)
        {
            target.WriteLine($"'synapse reputation show {shown.Id}' says more.");
        }
    }

    private static string BreakerText(BreakerState state, DateTimeOffset now)
    {
        var unusual = VersionsOf(state).Select(v => (Version: v, Forced: state.OverrideOf(v, now), Breaker: state.Find(v))).Where(b => b.Forced is not null || b.Breaker is { Mode: not BreakerMode.Closed });
        var texts = unusual.Select(b => b.Forced is { } forced
            ? $"version {b.Version} {Of(forced.Kind)} until {InstantText.Of(forced.Until)} UTC by {forced.Actor}: {forced.Reason}"
            : $"version {b.Version} {Of(b.Breaker!.Mode)}{(b.Breaker.Mode == BreakerMode.Open ? $", tried again at {InstantText.Of(b.Breaker.RetryAt)} UTC" : "")}");
        return string.Join("; ", texts) is { Length: > 0 } text ? text : "closed: calls go through";
    }

    private static IEnumerable<string> VersionsOf(BreakerState state) => state.Versions.Select(v => v.Version).Union(state.Overrides.Select(o => o.Version));

    private static string Of(OverrideKind kind) => kind.ToString().ToLowerInvariant();

    private static string Of(BreakerMode mode) => mode == BreakerMode.HalfOpen ? "half-open" : mode.ToString().ToLowerInvariant();

    private static void WriteJson(Utf8JsonWriter json, Shown shown, DateTimeOffset now)
    {
        var (state, profile) = (shown.State, shown.State.Releases[^1].Profile);
        json.WriteStartObject();
        json.WriteString("id", shown.Id);
        json.WriteString("status", RegisteredAgent.Of(state.Status));
        json.WriteString("reason", state.Reason);
        json.WriteNumber("versions", state.Releases.Count);
        json.WriteBoolean("hasKey", state.KeyHash.Length > 0);
        json.WriteString("digest", profile.Digest);
        json.WriteStartObject("profile");
        ProfileJson.WriteFields(json, profile);
        json.WriteEndObject();
        json.WriteStartArray("breakers");
        foreach (var version in VersionsOf(shown.Breaker))
        {
            json.WriteStartObject();
            json.WriteString("version", version);
            json.WriteString("mode", Of(shown.Breaker.Find(version)?.Mode ?? BreakerMode.Closed));
            json.WriteString("override", shown.Breaker.OverrideOf(version, now) is { } forced ? Of(forced.Kind) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (shown.Listing is { Listing: not null })
        {
            json.WritePropertyName("listing");
            MarketJson.WriteEntry(json, shown.Listing);
        }
        else
        {
            json.WriteNull("listing");
        }

        ReputationJson.WriteVersions(json, shown.Reputation);
        json.WriteEndObject();
    }

    private sealed record Shown(string Id, AgentState State, BreakerState Breaker, ListingEntry? Listing, ValueList<VersionStanding> Reputation);
}
