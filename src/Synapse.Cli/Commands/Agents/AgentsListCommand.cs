using System.CommandLine;
using System.Text.Json;
using Synapse.Cli.Terminal;
using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Cli.Commands.Agents;

internal static class AgentsListCommand
{
    private static readonly string[] Header = ["ID", "KIND", "VERSION", "TIER", "CAPABILITIES", "CHECKS", "DIGEST", "METADATA"];

    public static Command Create(CliOutput output, IReadOnlySet<string>? knownPacks = null)
    {
        var config = AgentsConfiguration.CreateOption();
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var command = new Command("list", "List the agents in the order of their declaration.") { config, json };
        command.SetAction(parse => Run(parse.GetValue(config), parse.GetValue(json), output, knownPacks));
        return command;
    }

    private static int Run(string? config, bool json, CliOutput output, IReadOnlySet<string>? knownPacks)
    {
        if (AgentsConfiguration.Load(config, output, knownPacks) is not { } loaded)
        {
            return ExitCodes.Usage;
        }

        var agents = loaded.Configuration.Agents;
        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, agents));
        }
        else
        {
            TextTable.Write(output.Out, [Header, .. agents.Agents.Select(Row)]);
        }

        return ExitCodes.Ok;
    }

    private static void WriteJson(Utf8JsonWriter json, AgentSet agents)
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
        json.WriteEndObject();
    }

    private static string[] Row(AgentSpec agent)
    {
        var isCoordinator = agent.Kind == AgentKind.Coordinator;
        var capabilities = agent.Capabilities.GroupBy(c => c.Category, c => c.Language).Select(group => $"{Names.Of(group.Key)}({string.Join(' ', group)})");
        var checks = agent.Checks.Select(check => check.Pack);
        return
        [
            agent.Id,
            AgentNames.Of(agent.Kind),
            agent.Version,
            isCoordinator ? "-" : AgentNames.Of(agent.Tier),
            OrDash(string.Join(' ', capabilities)),
            OrDash(string.Join(' ', agent.Prompt is null ? checks : checks.Append($"prompt:{agent.Prompt}"))),
            AgentDigest.Of(agent),
            OrDash(string.Join(' ', agent.Metadata.Select(entry => $"{entry.Name}={entry.Value}"))),
        ];
    }

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
