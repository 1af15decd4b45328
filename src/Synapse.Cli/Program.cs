using System.CommandLine;
using Synapse.Cli;
using Synapse.Cli.Commands.Agents;

var output = new CliOutput(Console.Out, Console.Error);
var root = new RootCommand("Synapse: code review by many agents.") { AgentsCommand.Create(output) };
var parsed = root.Parse(args);
try
{
    var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
}
catch (Exception exception)
{
    // The type is enough to report a bug; a stack trace, or a message with somebody's data, does not belong on a terminal.
    output.Error.WriteLine($"synapse: internal error ({exception.GetType().Name})");
    return ExitCodes.Internal;
}
