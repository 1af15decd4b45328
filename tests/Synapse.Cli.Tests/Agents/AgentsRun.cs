using System.Runtime.CompilerServices;
using Synapse.Cli.Commands.Agents;
using Synapse.Cli.Tests.Review;

namespace Synapse.Cli.Tests.Agents;

/// <summary>One run of <c>synapse agents</c> with what it wrote.</summary>
internal sealed record AgentsRun(int ExitCode, string Out, string Error)
{
    /// <summary>Not with the default journal of whoever runs the tests.</summary>
    static AgentsRun() => RuntimeHelpers.RunClassConstructor(typeof(Run).TypeHandle);

    /// <summary>Runs against a configuration file of this text.</summary>
    public static AgentsRun With(string configuration, string verb, params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("synapse-agents-");
        try
        {
            var file = Path.Combine(folder.FullName, "silo.json");
            File.WriteAllText(file, configuration);
            var run = Of([verb, "--config", file, .. args]);
            return run with { Error = run.Error.Replace(folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static AgentsRun Of(params string[] args)
    {
        using var data = new StringWriter { NewLine = "\n" };
        using var talk = new StringWriter { NewLine = "\n" };
        var exitCode = AgentsCommand.Create(new CliOutput(data, talk)).Parse(args).Invoke(new() { Output = data, Error = talk });
        return new(exitCode, data.ToString(), talk.ToString());
    }

    public static string RepositoryFile(string path) => Path.Combine(Repository.Root, path);
}
