using System.CommandLine;
using System.Globalization;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;

namespace Synapse.Cli.Commands.Reputation;

/// <summary><c>synapse reputation show [AGENT]</c>: scores by skill, and beside them calibration, response times and ratings.</summary>
internal static class ReputationShowCommand
{
    private const string NotJudged = "nobody has judged an agent's work yet; answers to findings do";

    public static Command Create(CliOutput output)
    {
        var agent = new Argument<string?>("AGENT") { Description = "The agent; without it all that were judged.", Arity = ArgumentArity.ZeroOrOne };
        var json = TenantVerb.JsonOption();
        return TenantVerb.Reading(new Command("show", "Show how accurate agents are known to be, by version and skill.") { agent, json }, output, async (parse, journal) =>
        {
            var ids = await journal.IdsAsync(ReputationAggregate.Kind);
            if (parse.GetValue(agent) is { } name)
            {
                if (!ids.Contains(name))
                {
                    return JournalVerb.Refuse(journal.Output, TenantJournal.Unknown("judged agent", name, ids, ids.Count == 0 ? NotJudged : "'synapse reputation show' lists those there are"));
                }

                ids = [name];
            }

            var agents = new List<(string Id, ValueList<VersionStanding> Versions)>();
            foreach (var id in ids)
            {
                agents.Add((id, (await journal.SendAsync<ReputationCommand, ReputationReply>(journal.IdOf(ReputationAggregate.Kind, id), new ReputationCommand.Observe())).Reply!.Versions));
            }

            if (agents.Count == 0)
            {
                journal.Say(NotJudged);
            }

            return journal.Write(
                parse.GetValue(json),
                writer =>
                {
                    writer.WriteStartArray();
                    foreach (var (id, versions) in agents)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("agent", id);
                        ReputationJson.WriteVersions(writer, versions);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                },
                target => Write(target, agents));
        });
    }

    private static void Write(TextWriter target, List<(string Id, ValueList<VersionStanding> Versions)> agents)
    {
        var skills = agents.SelectMany(a => a.Versions.SelectMany(v => v.Skills.Select(s => (string[])
        [
            a.Id, v.Version, MarketState.KeyOf(s.Skill), AmountText.Share(s.Score.BasisPoints), AmountText.Share(s.Score.MeanBasisPoints),
            ReputationText.Of(s.Score.Evidence.Correct), ReputationText.Of(s.Score.Evidence.Wrong), s.MayTakeHighSeverity ? "yes" : "not yet",
        ]))).ToList();
        if (skills.Count > 0)
        {
            target.WriteLine("SCORES (the score is the accuracy that is all but certain; the mean is what is expected)");
            TextTable.Write(target, [["AGENT", "VERSION", "SKILL", "SCORE", "MEAN", "RIGHT", "WRONG", "HIGH SEVERITY"], .. skills], "  ");
        }

        var rest = agents.SelectMany(a => a.Versions.Select(v => Beside(a.Id, v))).ToList();
        if (rest.Count > 0)
        {
            target.WriteLine(skills.Count > 0 ? "\nBESIDE THE SCORE" : "BESIDE THE SCORE");
            TextTable.Write(target, [["AGENT", "VERSION", "CALIBRATION (BRIER)", "WORK", "MEDIAN", "P95", "MICRO-CREDITS EACH", "STARS"], .. rest], "  ");
        }
    }

    private static string[] Beside(string agent, VersionStanding version)
    {
        var (service, ratings) = (version.Service, version.Stars.Sum());
        return
        [
            agent, version.Version, version.Calibration.BrierMillionths is { } brier ? (brier / 1_000_000m).ToString("0.000", CultureInfo.InvariantCulture) : "-",
            service.Count.ToString("#,0", CultureInfo.InvariantCulture),
            service.Count == 0 ? "-" : $"{AmountText.Of(service.ResponseAt(50))} ms", service.Count == 0 ? "-" : $"{AmountText.Of(service.ResponseAt(95))} ms",
            service.Count == 0 ? "-" : AmountText.Of(service.TotalMicroCredits / service.Count),
            ratings == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{version.Stars.Select((count, i) => count * (i + 1)).Sum() / (decimal)ratings:0.0} of {ratings}"),
        ];
    }
}
