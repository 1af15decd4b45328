using System.CommandLine;
using System.Text.Json;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;

namespace Synapse.Cli.Commands.Agents;

internal static class AgentsListCommand
{
    private static readonly string[] Header = ["ID", "KIND", "VERSION", "TIER", "CAPABILITIES", "CHECKS", "DIGEST", "METADATA"];

    private static readonly string[] RegisteredHeader = ["ID", "KIND", "VERSION", "TIER", "CAPABILITIES", "PUBLISHER", "STATUS", "DIGEST"];

    public static Command Create(CliOutput output, IReadOnlySet<string>? knownPacks = null)
    {
        var config = AgentsConfiguration.CreateOption();
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var command = new Command("list", "List the agents in the order of their declaration, and then those that are registered in the journal.") { config, json };
        var options = new JournalOptions();
        options.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse.GetValue(config), parse.GetValue(json), parse.GetValue(options.Journal), parse.GetValue(options.Tenant)!, output, knownPacks, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string? config, bool json, string? journal, string tenant, CliOutput output, IReadOnlySet<string>? knownPacks, CancellationToken cancellation)
    {
        if (AgentsConfiguration.Load(config, output, knownPacks) is not { } loaded)
        {
            return ExitCodes.Usage;
        }

        var (agents, registered) = (loaded.Configuration.Agents, new List<(string Id, AgentState State)>());
        if (await ReadRegisteredAsync(journal, tenant, registered, output, cancellation) is not ExitCodes.Ok and var failure)
        {
            return failure;
        }

        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, agents, registered));
            return ExitCodes.Ok;
        }

        TextTable.Write(output.Out, [Header, .. agents.Agents.Select(Row)]);
        if (registered.Count > 0)
        {
            output.Out.Write($"\nREGISTERED by tenant {tenant}\n");
            TextTable.Write(output.Out, [RegisteredHeader, .. registered.Select(Row)]);
        }

        return ExitCodes.Ok;
    }

    /// <summary>A default journal that is not there has no agents, and that is nothing to speak of; one that cannot be read is, and keeps nobody from the rest.</summary>
    private static async Task<int> ReadRegisteredAsync(string? flag, string tenant, List<(string Id, AgentState State)> registered, CliOutput output, CancellationToken cancellation)
    {
        var place = JournalPlace.Of(flag).Place;
        if (place is { IsNamed: false } && !File.Exists(place.Target))
        {
            return ExitCodes.Ok;
        }

        var exitCode = await TenantVerb.RunAsync(output, flag, tenant, makesJournal: false, async journal =>
        {
            foreach (var id in await journal.IdsAsync(AgentAggregate.Kind))
            {
                registered.Add((id, await journal.AgentAsync(id)));
            }

            return ExitCodes.Ok;
        }, cancellation);
        return place is { IsNamed: false } ? ExitCodes.Ok : exitCode;
    }

    private static void WriteJson(Utf8JsonWriter json, AgentSet agents, List<(string Id, AgentState State)> registered)
    {
        json.WriteStartObject();
        json.WriteString("coordinator", agents.Coordinator.Id);
        json.WriteStartArray("agents");
        foreach (var agent in agents.Agents)
        {
            json.WriteStartObject();
            json.WriteString("digest", AgentDigest.Of(agent));
            json.WritePropertyName("spec");
            AgentJson.Write(json, agent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("registered");
        foreach (var (id, state) in registered)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("status", RegisteredAgent.Of(state.Status));
            json.WriteString("digest", state.Releases[^1].Profile.Digest);
            json.WriteStartObject("profile");
            ProfileJson.WriteFields(json, state.Releases[^1].Profile);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string[] Row((string Id, AgentState State) agent)
    {
        var profile = agent.State.Releases[^1].Profile;
        return
        [
            agent.Id, AgentNames.Of(profile.Kind), profile.Version, AgentNames.Of(profile.Tier), RegisteredAgent.CapabilitiesOf(profile.Capabilities), profile.Publisher,
            RegisteredAgent.Of(agent.State.Status), profile.Digest[..16],
        ];
    }

    private static string[] Row(AgentSpec agent)
    {
        var isCoordinator = agent.Kind == AgentKind.Coordinator;
        var checks = agent.Analyser is null ? agent.Checks.Select(check => check.Pack) : [$"analyser:{agent.Analyser.Command[0]}"];
        return
        [
            agent.Id,
            AgentNames.Of(agent.Kind),
            agent.Version,
            isCoordinator ? "-" : AgentNames.Of(agent.Tier),
            OrDash(RegisteredAgent.CapabilitiesOf(agent.Capabilities)),
            OrDash(string.Join(' ', agent.Prompt is null ? checks : checks.Append($"prompt:{agent.Prompt}"))),
            AgentDigest.Of(agent),
            OrDash(string.Join(' ', agent.Metadata.Select(entry => $"{entry.Name}={entry.Value}"))),
        ];
    }

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
