using System.CommandLine;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Core;
using Synapse.Runtime.Agents;

namespace Synapse.Cli.Commands.Review;

/// <summary>The flags that say which agents review.</summary>
internal sealed class AgentOptions
{
    public Option<string?> Config { get; } = new("--config") { HelpName = "FILE", Description = "The agents' configuration. Default: the built-in one; a file of the reviewed repository is never used unasked." };

    public Option<string?> Rules { get; } = new("--rules") { HelpName = "DIR", Description = "A folder of further rule packs." };

    public void AddTo(Command command)
    {
        command.Options.Add(Config);
        command.Options.Add(Rules);
    }

    /// <summary>How much of a change is read.</summary>
    public static ChangeLimits LimitsOf(SiloConfiguration configuration)
    {
        var limits = configuration.Limits;
        return new ChangeLimits(limits.MaxInputBytes, limits.MaxFiles, limits.MaxFileLines, limits.MaxLineLength, limits.MaxFileBytes);
    }

    public string? Problem(ParseResult parse) =>
        parse.GetValue(Config)?.Length == 0 ? "--config is empty; a variable that is not set?"
        : parse.GetValue(Rules)?.Length == 0 ? "--rules is empty; a variable that is not set?"
        : null;

    /// <summary>Null after telling every problem.</summary>
    public (SiloConfiguration Configuration, RulePacks Packs)? Load(ParseResult parse, CliOutput output)
    {
        if (RulePackOptions.Load(parse.GetValue(Rules), output) is not { } packs)
        {
            return null;
        }

        if (parse.GetValue(Config) is not { } file)
        {
            return (SiloConfiguration.LoadDefault(), packs);
        }

        var result = SiloConfigurationFile.Read(file, packs.Names);
        foreach (var problem in result.Problems)
        {
            output.Error.WriteLine(VisibleText.Escape(problem.ToString()));
        }

        return result.Configuration is { } configuration ? (configuration, packs) : null;
    }
}
