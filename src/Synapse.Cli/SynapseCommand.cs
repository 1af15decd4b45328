using System.CommandLine;
using Synapse.Analysis.Rules;
using Synapse.Cli.Commands;
using Synapse.Cli.Commands.Agents;
using Synapse.Cli.Commands.Review;

namespace Synapse.Cli;

/// <summary>The whole command line, from arguments to exit code.</summary>
internal static class SynapseCommand
{
    public static async Task<int> RunAsync(string[] args, CliOutput output)
    {
        var root = new RootCommand("Synapse: code review by many agents, one honest verdict.")
        {
            ReviewCommand.Create(output),
            AgentsCommand.Create(output, RulePacks.Embedded.Names),
            ExplainCommand.Create(output),
            BaselineCommand.Create(output),
            CompletionCommand.Create(output),
        };
        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Action = new PrintVersion(output);
        }

        var parsed = root.Parse(args);
        try
        {
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output.Out, Error = output.Error });
            return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
        }
        catch (OperationCanceledException)
        {
            output.Error.WriteLine("synapse: interrupted");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            // The type is enough to report a bug; a stack trace, or a message with somebody's data, does not belong on a terminal.
            output.Error.WriteLine($"synapse: internal error ({exception.GetType().Name}); please report it with the command that led here");
            return ExitCodes.Internal;
        }
    }

    private sealed class PrintVersion(CliOutput output) : System.CommandLine.Invocation.SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            output.Out.WriteLine("synapse " + ToolVersion.Text);
            return ExitCodes.Ok;
        }
    }
}
