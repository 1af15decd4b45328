using System.CommandLine;
using System.Text.Json;
using Synapse.Analysis.Rules;
using Synapse.Core;

namespace Synapse.Cli.Commands.Rules;

/// <summary><c>synapse rules test FOLDER|FILE...</c>: reads packs, runs every example, and puts every rule under load.</summary>
internal static class RulesTestCommand
{
    public static Command Create(CliOutput output)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Pack files, or folders with them.", HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new Command("test", "Try rule packs: read them, run every example, and refuse what is slow on hostile text.") { paths, json };
        command.SetAction(parse => Run(parse.GetValue(paths)!, parse.GetValue(json), output));
        return command;
    }

    private static int Run(string[] paths, bool json, CliOutput output)
    {
        var files = new List<(string Name, string Text)>();
        foreach (var path in paths)
        {
            var found = Directory.Exists(path)
                ? Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray()
                : File.Exists(path) ? [path] : [];
            if (found.Length == 0)
            {
                output.Error.WriteLine(VisibleText.Escape($"synapse rules test: there is no pack at '{path}'; name a .yaml file or a folder with some"));
                return ExitCodes.Usage;
            }

            files.AddRange(found.Select(f => (f, File.ReadAllText(f))));
        }

        var result = PackTest.Run([.. files.DistinctBy(f => Path.GetFullPath(f.Name))]);
        if (json)
        {
            JsonOutput.Write(output.Out, writer => Write(writer, result));
        }
        else
        {
            foreach (var problem in result.Problems)
            {
                output.Out.WriteLine(VisibleText.Escape(problem.ToString()));
            }

            foreach (var warning in result.Warnings)
            {
                output.Out.WriteLine(VisibleText.Escape($"{warning.File}:{warning.Line}: warning: {warning.Message}"));
            }
        }

        output.Error.WriteLine($"synapse rules test: {result.Rules} rules with {result.Examples} examples in {result.Files} files, {result.Problems.Count} problems, {result.Warnings.Count} warnings");
        return result.Problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Usage;
    }

    private static void Write(Utf8JsonWriter json, PackTestResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("files", result.Files);
        json.WriteNumber("rules", result.Rules);
        json.WriteNumber("examples", result.Examples);
        Write(json, "problems", result.Problems);
        Write(json, "warnings", result.Warnings);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<PackProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("file", problem.File);
            json.WriteNumber("line", problem.Line);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
