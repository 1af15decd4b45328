using System.CommandLine;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Core;
using Synapse.Core.Agents;

namespace Synapse.Cli.Commands.Rules;

/// <summary><c>synapse rules docs</c>: Markdown of the rules, one file per pack, or on standard output.</summary>
internal static class RulesDocsCommand
{
    public static Command Create(CliOutput output)
    {
        var id = new Argument<string?>("ID") { Description = "One rule; without it all.", Arity = ArgumentArity.ZeroOrOne };
        var target = new Option<string?>("--out") { Description = "The folder that gets one file per pack; without it all goes to standard output.", HelpName = "DIR" };
        var pack = new Option<string?>("--pack") { Description = "One pack; without it all.", HelpName = "P" };
        var folder = new Option<string?>("--rules") { Description = "A folder of further rule packs.", HelpName = "DIR" };
        var command = new Command("docs", "Write Markdown that documents rules.") { id, target, pack, folder };
        command.SetAction(parse => RulePackOptions.Load(parse.GetValue(folder), output) is { } packs
            ? Run(packs.All, parse.GetValue(id), parse.GetValue(pack), parse.GetValue(target), output)
            : ExitCodes.Usage);
        return command;
    }

    private static int Run(IReadOnlyList<Rule> rules, string? id, string? pack, string? target, CliOutput output)
    {
        if (pack is not null && rules.All(r => r.Pack != pack))
        {
            return Unknown(output, "pack", pack, rules.Select(r => r.Pack).Distinct());
        }

        var chosen = rules.Where(r => pack is null || r.Pack == pack).ToList();
        if (id is not null && chosen.All(r => r.Id != id))
        {
            return Unknown(output, "rule", id, chosen.Select(r => r.Id));
        }

        var documents = id is not null
            ? [(Name: id, Text: RuleDocs.Rule(chosen.Single(r => r.Id == id)))]
            : chosen.GroupBy(r => r.Pack).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Name: g.Key, Text: RuleDocs.Pack(g.Key, g))).ToList();
        if (target is null)
        {
            output.Out.Write(string.Join('\n', documents.Select(d => d.Text)));
            return ExitCodes.Ok;
        }

        Directory.CreateDirectory(target);
        foreach (var (name, text) in documents)
        {
            var file = Path.Combine(target, Path.GetFileName(name) + ".md");
            File.WriteAllText(file, text);
            output.Out.WriteLine(VisibleText.Escape(file));
        }

        return ExitCodes.Ok;
    }

    private static int Unknown(CliOutput output, string noun, string name, IEnumerable<string> names)
    {
        var near = NearestName.Of(name, names);
        output.Error.WriteLine(VisibleText.Escape($"synapse rules docs: there is no {noun} '{name}'{(near is null ? "" : $"; did you mean '{near}'?")} 'synapse explain' lists all rules."));
        return ExitCodes.Usage;
    }
}
