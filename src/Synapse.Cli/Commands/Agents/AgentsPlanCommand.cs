using System.CommandLine;
using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Agents;

namespace Synapse.Cli.Commands.Agents;

internal static class AgentsPlanCommand
{
    private enum Format
    {
        Text,
        Json,
        Mermaid,
    }

    public static Command Create(CliOutput output, IReadOnlySet<string>? knownPacks = null)
    {
        var config = AgentsConfiguration.CreateOption();
        var coordinator = new Option<string?>("--coordinator") { Description = "The coordinator. Default: the one of the review policy.", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var mermaid = new Option<bool>("--mermaid") { Description = "Write a Mermaid flowchart." };
        var command = new Command("plan", "Show who takes part in a review and which signals connect them.") { config, coordinator, json, mermaid };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(mermaid))
            {
                result.AddError("--json and --mermaid exclude each other; choose one.");
            }
        });
        command.SetAction(parse => Run(
            parse.GetValue(config),
            parse.GetValue(coordinator),
            parse.GetValue(json) ? Format.Json : parse.GetValue(mermaid) ? Format.Mermaid : Format.Text,
            output,
            knownPacks));
        return command;
    }

    private static int Run(string? config, string? coordinator, Format format, CliOutput output, IReadOnlySet<string>? knownPacks)
    {
        if (AgentsConfiguration.Load(config, output, knownPacks) is not { } loaded)
        {
            return ExitCodes.Usage;
        }

        var agents = loaded.Configuration.Agents;
        if (ExecutionPlan.Of(agents, coordinator ?? agents.Coordinator.Id) is not { } plan)
        {
            var known = agents.Agents.Where(agent => agent.Kind == AgentKind.Coordinator).Select(agent => agent.Id);
            output.Error.WriteLine(VisibleText.Escape($"{loaded.Name}: no coordinator has the id '{coordinator}'; coordinators: {string.Join(", ", known)}"));
            return ExitCodes.Usage;
        }

        switch (format)
        {
            case Format.Json:
                JsonOutput.Write(output.Out, writer => WriteJson(writer, plan));
                break;
            case Format.Mermaid:
                output.Out.Write(plan.ToMermaid());
                break;
            default:
                output.Out.Write(plan.ToText());
                break;
        }

        return ExitCodes.Ok;
    }

    private static void WriteJson(Utf8JsonWriter json, ExecutionPlan plan)
    {
        json.WriteStartObject();
        json.WriteStartObject("coordinator");
        WriteIdentity(json, plan.Coordinator);
        json.WriteString("negotiation", AgentNames.Of(plan.Coordinator.Negotiation));
        AgentJson.WriteDeadline(json, "reviewDeadline", plan.Coordinator.ReviewDeadline);
        json.WriteEndObject();
        json.WriteStartArray("specialists");
        foreach (var agent in plan.Specialists)
        {
            WriteSpecialist(json, agent);
        }

        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in plan.Edges)
        {
            json.WriteStartObject();
            json.WriteString("from", edge.From);
            json.WriteString("to", edge.To);
            json.WriteString("signal", edge.Signal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpecialist(Utf8JsonWriter json, AgentSpec agent)
    {
        json.WriteStartObject();
        WriteIdentity(json, agent);
        json.WriteString("tier", AgentNames.Of(agent.Tier));
        json.WriteString("prompt", agent.Prompt);
        json.WriteStartArray("checks");
        foreach (var check in agent.Checks)
        {
            AgentJson.WriteCheck(json, check);
        }

        json.WriteEndArray();
        AgentJson.WriteDeadline(json, "deadline", agent.Deadline);
        AgentJson.WritePrice(json, "price", agent.Price);
        json.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter json, AgentSpec agent)
    {
        json.WriteString("id", agent.Id);
        json.WriteString("kind", AgentNames.Of(agent.Kind));
        json.WriteString("version", agent.Version);
        json.WriteString("digest", AgentDigest.Of(agent));
    }
}
