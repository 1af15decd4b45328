using System.CommandLine;
using Synapse.Analysis.Rules;
using Synapse.Core;
using Synapse.Core.Agents;

namespace Synapse.Cli.Commands.Rules;

/// <summary><c>synapse rules new ID --language L</c>: a pack file with one rule to start from.</summary>
internal static class RulesNewCommand
{
    public static Command Create(CliOutput output)
    {
        var id = new Argument<string>("ID") { Description = "The rule's id, such as py.raw-query." };
        var language = new Option<string>("--language") { Description = "The language that the rule reads.", HelpName = "L", Required = true };
        var folder = new Option<string>("--folder") { Description = "The pack's folder; its name is the name of the pack.", HelpName = "DIR", DefaultValueFactory = _ => "rules/own" };
        language.CompletionSources.Add(_ => RuleTemplate.Languages.Select(l => new System.CommandLine.Completions.CompletionItem(l)));
        var command = new Command("new", "Write a pack file with one rule to start from.") { id, language, folder };
        command.SetAction(parse => Run(parse.GetValue(id)!, parse.GetValue(language)!, parse.GetValue(folder)!, output));
        return command;
    }

    private static int Run(string id, string language, string folder, CliOutput output)
    {
        if (!RuleTemplate.IsId(id))
        {
            return Refuse(output, $"'{id}' is no id of a rule; use lower-case letters, digits, '-' and '.', such as py.raw-query");
        }

        if (!RuleTemplate.Languages.Contains(language))
        {
            var near = NearestName.Of(language, RuleTemplate.Languages);
            return Refuse(output, $"there is no language '{language}'{(near is null ? "" : $"; did you mean '{near}'?")} (languages: {string.Join(", ", RuleTemplate.Languages)})");
        }

        var pack = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar));
        if (!RuleTemplate.IsId(pack))
        {
            return Refuse(output, $"'{pack}' is no name of a pack; name a folder in lower-case letters, digits, '-' and '.'");
        }

        // The family stands before the first dot of the name.
        var file = Path.Combine(folder, $"{language}.{id}.yaml");
        if (File.Exists(file))
        {
            return Refuse(output, $"{file} is there already; give the rule another id, or add to that file");
        }

        Directory.CreateDirectory(folder);
        using (var target = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write)))
        {
            target.Write(RuleTemplate.Of(id, pack, language));
        }

        output.Out.WriteLine(VisibleText.Escape(file));
        output.Error.WriteLine(VisibleText.Escape($"synapse rules new: try it with 'synapse rules test {file}'; 'synapse review --rules' takes the folder above the pack's, and a check of silo.json names the pack '{pack}'"));
        return ExitCodes.Ok;
    }

    private static int Refuse(CliOutput output, string problem)
    {
        output.Error.WriteLine("synapse rules new: " + VisibleText.Escape(problem));
        return ExitCodes.Usage;
    }
}
