using Synapse.Hosting;
using System.CommandLine;
using System.Data.Common;
using Synapse.Analysis.Rules;
using Synapse.Cli.Commands;
using Synapse.Cli.Commands.Agents;
using Synapse.Cli.Commands.Audit;
using Synapse.Cli.Commands.Budgets;
using Synapse.Cli.Commands.Journal;
using Synapse.Cli.Commands.Market;
using Synapse.Cli.Commands.Queues;
using Synapse.Cli.Commands.Reputation;
using Synapse.Cli.Commands.Review;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Commands.Rules;
using Synapse.Cli.Journals;

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
            ReviewsCommand.Create(output),
            QueueCommands.Create(output),
            MarketCommands.Create(output),
            ReputationCommands.Create(output),
            BudgetCommands.Create(output),
            JournalCommand.Create(output),
            AuditCommand.Create(output),
            RulesCommand.Create(output),
            ExplainCommand.Create(output),
            BaselineCommand.Create(output),
            CompletionCommand.Create(output),
        };
        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Action = new PrintVersion(output);
        }

        var parsed = root.Parse(args switch
        {
            [] => ["--help"],
            ["help", .. var verb] => [.. verb, "--help"],
            _ => args,
        });
        var isCompletion = args is [['[', ..], ..];
        if (!isCompletion && CommandLineProblem.Of(parsed) is { } problem)
        {
            output.Error.WriteLine(problem);
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output.Out, Error = output.Error });
        }
        catch (OperationCanceledException)
        {
            output.Error.WriteLine("synapse: interrupted");
            return ExitCodes.Interrupted;
        }
        catch (DbException exception)
        {
            output.Error.WriteLine($"synapse: the journal failed: {JournalProblem.Of(exception)}");
            return ExitCodes.Internal;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk behind standard output, or a standard output that is closed, is no defect of this program.
            output.Error.WriteLine($"synapse: reading or writing failed: {FileProblem.Of(exception)}");
            return ExitCodes.Internal;
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
