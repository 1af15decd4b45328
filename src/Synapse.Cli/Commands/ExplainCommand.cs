using System.CommandLine;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Cli.Commands;

/// <summary><c>synapse explain RULE-ID</c>: why a rule exists, what it reports and what it does not; without an id, the list of rules.</summary>
internal static class ExplainCommand
{
    public static Command Create(CliOutput output)
    {
        var id = new Argument<string?>("RULE-ID") { Description = "The rule; without it all rules are listed.", HelpName = "RULE-ID", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var folder = new Option<string?>("--rules") { Description = "A folder of further rule packs.", HelpName = "DIR" };
        id.CompletionSources.Add(_ => AllOf(RulePacks.Embedded).Select(r => r.Id));
        var command = new Command("explain", "Explain a rule, or list all rules.") { id, json, folder };
        command.SetAction(parse => Run(parse.GetValue(id), parse.GetValue(json), parse.GetValue(folder), output));
        return command;
    }

    private static int Run(string? id, bool json, string? folder, CliOutput output)
    {
        if (RulePackOptions.Load(folder, output) is not { } packs)
        {
            return ExitCodes.Usage;
        }

        var rules = AllOf(packs);
        var chosen = id is null ? rules : [.. rules.Where(r => r.Id == id)];
        if (chosen.Count == 0)
        {
            var near = NearestName.Of(id!, rules.Select(r => r.Id));
            output.Error.WriteLine($"synapse explain: there is no rule '{VisibleText.Escape(id!)}'{(near is null ? "" : $"; did you mean '{near}'?")} 'synapse explain' lists all.");
            return ExitCodes.Usage;
        }

        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, chosen));
        }
        else if (id is null)
        {
            foreach (var rule in chosen)
            {
                output.Out.WriteLine($"{rule.Id,-44} {Names.Of(rule.Severity),-8} {rule.Title}");
            }
        }
        else
        {
            Explain(chosen[0], output.Out);
        }

        return ExitCodes.Ok;
    }

    private static List<Rule> AllOf(RulePacks packs) => [.. packs.All.Append(ProcessRules.IgnoreWithoutReason).OrderBy(r => r.Id, StringComparer.Ordinal)];

    private static void Explain(Rule rule, TextWriter target)
    {
        target.WriteLine($"{rule.Id}: {rule.Title}");
        target.WriteLine();
        target.WriteLine($"  pack        {rule.Pack}");
        target.WriteLine($"  category    {Names.Of(rule.Category)}{(rule.Cwe.Count > 0 ? ", " + string.Join(", ", rule.Cwe.Select(c => $"CWE-{c}")) : "")}");
        target.WriteLine($"  severity    {Names.Of(rule.Severity)}");
        target.WriteLine($"  confidence  {ReportText.Percent(rule.Confidence)}");
        target.WriteLine($"  languages   {(rule.Languages.Contains("*") ? "every text" : string.Join(", ", rule.Languages))}{(rule.Removed ? ", on removed lines" : "")}");
        target.WriteLine();
        target.WriteLine(rule.Message);
        target.WriteLine(rule.Recommendation);
        Examples(target, "Reported:", rule.Examples.Match);
        Examples(target, "Not reported:", rule.Examples.NoMatch);
        target.WriteLine();
        foreach (var reference in rule.References)
        {
            target.WriteLine(reference);
        }

        target.WriteLine($"Suppress one with a comment: synapse:ignore {rule.Id} REASON");
    }

    private static void Examples(TextWriter target, string heading, IEnumerable<RuleExample> examples)
    {
        target.WriteLine();
        target.WriteLine(heading);
        foreach (var example in examples)
        {
            target.WriteLine("    " + example.Code.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal));
        }
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Rule> rules)
    {
        json.WriteStartArray();
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("pack", rule.Pack);
            json.WriteString("title", rule.Title);
            json.WriteString("category", Names.Of(rule.Category));
            json.WriteStartArray("cwe");
            foreach (var cwe in rule.Cwe)
            {
                json.WriteNumberValue(cwe);
            }

            json.WriteEndArray();
            json.WriteString("severity", Names.Of(rule.Severity));
            json.WriteNumber("confidence", rule.Confidence.AsShare);
            json.WriteString("message", rule.Message);
            json.WriteString("recommendation", rule.Recommendation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
