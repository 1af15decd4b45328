using System.CommandLine;
using System.CommandLine.Parsing;
using Synapse.Core;
using Synapse.Core.Agents;

namespace Synapse.Cli;

/// <summary>Says in one line what is wrong with a command line, and what was probably meant; the whole help would bury it.</summary>
internal static class CommandLineProblem
{
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var verb = Verb(parsed.CommandResult);
        var text = Flag(parsed, command) ?? Unmatched(parsed, command) ?? (parsed.Errors.Count > 0 ? OneLine(parsed.Errors[0].Message) : null);
        return text is null ? null : $"{verb}: {VisibleText.Escape(text)} See '{verb} --help'.";
    }

    /// <summary>A misspelt flag would otherwise be taken for the name of a file.</summary>
    private static string? Flag(ParseResult parsed, Command command)
    {
        var flags = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).Concat(parsed.UnmatchedTokens);
        return flags.FirstOrDefault(f => f.Length > 1 && f.StartsWith('-') && !File.Exists(f)) is { } flag
            ? $"there is no flag '{flag}'{Meant(flag, command.Options.Select(o => o.Name).Append("--help"))}"
            : null;
    }

    private static string? Unmatched(ParseResult parsed, Command command)
    {
        // A command that does something by itself is not waiting for one of its subcommands.
        var hasToFollow = command.Subcommands.Count > 0 && command.Action is null;
        if (parsed.UnmatchedTokens is not [var token, ..])
        {
            return hasToFollow && parsed.Errors.Count > 0
                ? $"one of these must follow: {string.Join(", ", command.Subcommands.Select(c => c.Name))}."
                : null;
        }

        return hasToFollow
            ? $"there is no command '{token}'{Meant(token, command.Subcommands.Select(c => c.Name))}"
            : $"'{token}' is one argument too many.";
    }

    private static string Meant(string text, IEnumerable<string> names) => NearestName.Of(text, names) is { } near ? $"; did you mean '{near}'?" : ".";

    private static string OneLine(string message) => message.Replace("\n\t", " ", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).TrimEnd('.') + ".";

    private static string Verb(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            names.Push(command.Command is RootCommand ? "synapse" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
