using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;

namespace Synapse.Cli.Commands.Reputation;

/// <summary><c>synapse reputation explain AGENT --skill CATEGORY/LANGUAGE</c>: the evidence behind one score.</summary>
internal static class ReputationExplainCommand
{
    public static Command Create(CliOutput output)
    {
        var agent = new Argument<string>("AGENT") { Description = "The agent." };
        var skill = new Option<string>("--skill") { Description = "The skill, such as security/csharp.", HelpName = "CATEGORY/LANGUAGE", Required = true };
        var version = new Option<string?>("--of-version") { Description = "The agent's version. Default: the newest that was judged.", HelpName = "TEXT" };
        var json = TenantVerb.JsonOption();
        return TenantVerb.Reading(new Command("explain", "Show the evidence behind one score.") { agent, skill, version, json }, output, async (parse, journal) =>
        {
            if (!await journal.ExistsAsync(ReputationAggregate.Kind, parse.GetValue(agent)!, "judged agent", "'synapse reputation show' lists those there are"))
            {
                return ExitCodes.Usage;
            }

            if (Read(parse.GetValue(skill)!) is not { } wanted)
            {
                return JournalVerb.Refuse(journal.Output, $"--skill '{parse.GetValue(skill)}' is no skill; it is a category and a language, such as security/csharp");
            }

            var id = journal.IdOf(ReputationAggregate.Kind, parse.GetValue(agent)!);
            var versions = (await journal.SendAsync<ReputationCommand, ReputationReply>(id, new ReputationCommand.Observe())).Reply!.Versions;
            var skills = versions.SelectMany(v => v.Skills.Select(s => s.Skill)).Distinct().ToList();
            if (!skills.Contains(wanted))
            {
                return JournalVerb.Refuse(journal.Output, TenantJournal.Unknown("skill", MarketState.KeyOf(wanted), skills.Select(MarketState.KeyOf), skills.Count == 0 ? "none was judged yet" : $"judged were {string.Join(", ", skills.Select(MarketState.KeyOf))}"));
            }

            var of = parse.GetValue(version) ?? versions[^1].Version;
            if (versions.All(v => v.Version != of))
            {
                return JournalVerb.Refuse(journal.Output, TenantJournal.Unknown("judged version", of, versions.Select(v => v.Version), $"judged were {string.Join(", ", versions.Select(v => v.Version))}"));
            }

            var explanation = (await journal.SendAsync<ReputationCommand, ReputationReply>(id, new ReputationCommand.Explain(of, wanted))).Reply!.Explanation!;
            return journal.Write(parse.GetValue(json), writer => WriteJson(writer, id.Id, explanation), target => Write(target, id.Id, explanation));
        });
    }

    private static Capability? Read(string text) =>
        text.Split('/') is [var category, { Length: > 0 } language] && Names.TryParse(category, out Category known) ? new Capability(known, language) : null;

    private static void Write(TextWriter target, string agent, ReputationExplanation explanation)
    {
        var score = explanation.Score;
        target.WriteLine($"{agent} {explanation.Version}, {MarketState.KeyOf(explanation.Skill)}: score {AmountText.Share(score.BasisPoints)}, expected accuracy {AmountText.Share(score.MeanBasisPoints)}, from {ReputationText.Of(score.Evidence.Correct)} right and {ReputationText.Of(score.Evidence.Wrong)} wrong outcomes");
        target.WriteLine();
        target.WriteLine("VERSIONS (a new version begins with a share of what was known of those before)");
        TextTable.Write(target, [["VERSION", "SHARE", "RIGHT", "WRONG", "OF WHICH FOLDED"], .. explanation.Versions.Select(v => (string[])
        [
            v.Version, AmountText.Share((int)(v.Share / 100)), ReputationText.Of(v.Total.Correct), ReputationText.Of(v.Total.Wrong), ReputationText.Of(v.Folded.Total),
        ])], "  ");
        target.WriteLine();
        target.WriteLine("EVIDENCE (the heaviest first; the weight is in outcomes of today)");
        TextTable.Write(target, [["WEIGHT", "AT (UTC)", "FROM", "RATER", "SAYS", "AGENT WAS", "USE", "SUBJECT"], .. explanation.Rows.Select(r => (string[])
        [
            ReputationText.Of(r.Weight), InstantText.Of(r.Row.Judgement.At), ReputationText.Of(r.Row.Judgement.Source), r.Row.Judgement.Rater.Id, r.Row.Judgement.IsCorrect ? "right" : "wrong",
            $"{ReportText.Percent(r.Row.Judgement.Stated)} sure", ReputationText.Of(r.Use), r.Row.Judgement.Subject,
        ])], "  ");
        if (explanation.Omitted > 0)
        {
            target.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {explanation.Omitted:#,0} more"));
        }

        var raters = explanation.Versions.SelectMany(v => v.Raters.Select(r => (v.Version, Rater: r))).ToList();
        if (raters.Count > 0)
        {
            target.WriteLine();
            target.WriteLine("RATERS");
            TextTable.Write(target, [["RATER", "OF VERSION", "CHECKED AGAINST TRUTH", "AGREES", "OPINIONS COUNT", "UNCAPPED"], .. raters.Select(r => (string[])
            [
                r.Rater.Owner.Length > 0 ? r.Rater.Owner : "(others)", r.Version, r.Rater.Record.Seen.ToString(CultureInfo.InvariantCulture), AmountText.Share((int)(r.Rater.Agreement / 100)),
                ReputationText.Of(r.Rater.Opinions.Total), ReputationText.Of(r.Rater.Uncapped),
            ])], "  ");
        }
    }

    private static void WriteJson(Utf8JsonWriter json, string agent, ReputationExplanation explanation)
    {
        json.WriteStartObject();
        json.WriteString("agent", agent);
        json.WriteString("version", explanation.Version);
        json.WriteString("skill", MarketState.KeyOf(explanation.Skill));
        ReputationJson.WriteScore(json, explanation.Score);
        json.WriteStartArray("versions");
        foreach (var version in explanation.Versions)
        {
            json.WriteStartObject();
            json.WriteString("version", version.Version);
            json.WriteNumber("shareMillionths", version.Share);
            ReputationJson.WriteTally(json, "folded", version.Folded);
            ReputationJson.WriteTally(json, "total", version.Total);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("evidence");
        foreach (var (row, use, weight) in explanation.Rows)
        {
            json.WriteStartObject();
            json.WriteNumber("weightMillionths", weight);
            json.WriteString("at", row.Judgement.At.UtcDateTime);
            json.WriteString("source", JsonNamingPolicy.CamelCase.ConvertName(row.Judgement.Source.ToString()));
            json.WriteString("rater", row.Judgement.Rater.Id);
            json.WriteString("owner", row.Judgement.Rater.Owner);
            json.WriteBoolean("correct", row.Judgement.IsCorrect);
            json.WriteNumber("stated", row.Judgement.Stated.AsShare);
            json.WriteString("use", JsonNamingPolicy.CamelCase.ConvertName(use.ToString()));
            json.WriteString("subject", row.Judgement.Subject);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("omitted", explanation.Omitted);
        json.WriteEndObject();
    }
}
