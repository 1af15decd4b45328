using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Commands.Rules;

/// <summary><c>synapse rules stats</c>: how right rules are, by people's answers in the journal.</summary>
internal static class RulesStatsCommand
{
    public static Command Create(CliOutput output)
    {
        var json = TenantVerb.JsonOption();
        var folder = new Option<string?>("--rules") { Description = "A folder of further rule packs.", HelpName = "DIR" };
        return TenantVerb.Reading(new Command("stats", "Show how right rules are, by people's answers to their findings.") { json, folder }, output, async (parse, journal) =>
        {
            if (RulePackOptions.Load(parse.GetValue(folder), output) is not { } packs)
            {
                return ExitCodes.Usage;
            }

            var reviews = new List<ReviewState>();
            foreach (var id in await journal.IdsAsync(ReviewAggregate.Kind))
            {
                reviews.Add((await AggregateReader.ReadAsync<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(
                    journal.Store, journal.IdOf(ReviewAggregate.Kind, id), ReviewForm.Current, journal.Cancellation)).State);
            }

            var standings = RuleStanding.Of(reviews.OrderBy(r => r.RequestedAt));
            if (standings.Count == 0)
            {
                journal.Say("no review here has a finding yet; 'synapse review' records them");
            }

            var written = packs.All.ToDictionary(r => r.Id, r => r.Confidence, StringComparer.Ordinal);
            return journal.Write(parse.GetValue(json), writer => Write(writer, standings, written), target =>
            {
                if (standings.Count > 0)
                {
                    TextTable.Write(target, [["RULE", "FINDINGS", "ACCEPTED", "REJECTED", "PRECISION", "90 % INTERVAL", "CONFIDENCE"], .. standings.Select(s => Row(s, written))]);
                }
            });
        });
    }

    private static string[] Row(RuleStanding standing, Dictionary<string, Confidence> written)
    {
        var (low, high) = standing.Answers > 0 ? standing.Interval() : default;
        return
        [
            standing.Rule, Text(standing.Findings), Text(standing.Accepted), Text(standing.Rejected),
            standing.Answers == 0 ? "-" : Percent(standing.Precision), standing.Answers == 0 ? "-" : $"{Percent(low)} to {Percent(high)}",
            written.TryGetValue(standing.Rule, out var confidence) ? ReportText.Percent(confidence) : "-",
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    private static void Write(Utf8JsonWriter json, IReadOnlyList<RuleStanding> standings, Dictionary<string, Confidence> written)
    {
        json.WriteStartArray();
        foreach (var standing in standings)
        {
            json.WriteStartObject();
            json.WriteString("rule", standing.Rule);
            json.WriteNumber("findings", standing.Findings);
            json.WriteNumber("accepted", standing.Accepted);
            json.WriteNumber("rejected", standing.Rejected);
            if (standing.Answers > 0)
            {
                var (low, high) = standing.Interval();
                json.WriteNumber("precision", Math.Round(standing.Precision, 4));
                json.WriteNumber("low", Math.Round(low, 4));
                json.WriteNumber("high", Math.Round(high, 4));
            }

            if (written.TryGetValue(standing.Rule, out var confidence))
            {
                json.WriteNumber("confidence", confidence.AsShare);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
