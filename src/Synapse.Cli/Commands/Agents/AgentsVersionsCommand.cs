using System.CommandLine;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Agents.Registry;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents versions ID</c>: every version of an agent that is known, the newest first.</summary>
internal static class AgentsVersionsCommand
{
    public static Command Create(CliOutput output)
    {
        var (id, json) = (RegisteredAgent.Argument(), TenantVerb.JsonOption());
        return TenantVerb.Reading(new Command("versions", "List the versions of a registered agent; new reviews use the newest.") { id, json }, output, async (parse, journal) =>
        {
            if (!await RegisteredAgent.ExistsAsync(journal, parse.GetValue(id)!))
            {
                return ExitCodes.Usage;
            }

            var releases = (await journal.AgentAsync(parse.GetValue(id)!)).Releases.Reverse().ToList();
            return journal.Write(
                parse.GetValue(json),
                writer =>
                {
                    writer.WriteStartArray();
                    foreach (var release in releases)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("digest", release.Profile.Digest);
                        writer.WriteString("registeredAt", release.At.UtcDateTime);
                        ProfileJson.WriteFields(writer, release.Profile);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                },
                text => TextTable.Write(text, [["VERSION", "REGISTERED (UTC)", "DIGEST", "DESCRIPTION"], .. releases.Select(r => (string[])[r.Profile.Version, InstantText.Of(r.At), r.Profile.Digest, r.Profile.Description])]));
        });
    }
}
