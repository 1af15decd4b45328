using System.CommandLine;
using Synapse.Core;
using Synapse.Runtime.Agents;

namespace Synapse.Cli.Commands.Agents;

/// <summary>How every verb finds its configuration and says what is wrong with it.</summary>
internal static class AgentsConfiguration
{
    public const string BuiltIn = "the built-in configuration";

    public static Option<string?> CreateOption() => new("--config")
    {
        Description = $"The configuration file. Default: {SiloConfiguration.FileName} in the current folder, else {BuiltIn}.",
        HelpName = "FILE",
    };

    /// <summary>Gives the configuration and its name for people, or null after telling every problem.</summary>
    public static (SiloConfiguration Configuration, string Name)? Load(string? path, CliOutput output, IReadOnlySet<string>? knownPacks)
    {
        var file = path ?? (File.Exists(SiloConfiguration.FileName) ? SiloConfiguration.FileName : null);
        if (file is null)
        {
            return (SiloConfiguration.LoadDefault(), BuiltIn);
        }

        var result = SiloConfigurationFile.Read(file, knownPacks);
        foreach (var problem in result.Problems)
        {
            output.Error.WriteLine(VisibleText.Escape(problem.ToString()));
        }

        return result.Configuration is { } configuration ? (configuration, VisibleText.Escape(file)) : null;
    }
}
