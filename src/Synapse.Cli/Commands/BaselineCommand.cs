using System.CommandLine;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Suppressions;
using Synapse.Cli.Reviews;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Reviews;
using Synapse.Runtime.Agents;

namespace Synapse.Cli.Commands;

/// <summary><c>synapse baseline</c>: accepts what is there now, so that reviews speak of what is new.</summary>
internal static class BaselineCommand
{
    public static Command Create(CliOutput output)
    {
        var path = new Argument<string>("PATH") { Description = "A file or folder. Default: the current folder.", DefaultValueFactory = _ => ".", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string>("--output") { Description = "The baseline file; - is standard output.", HelpName = "FILE", DefaultValueFactory = _ => Baseline.FileName };
        var command = new Command("baseline", "Write the findings that are there now to a baseline file; reviews then suppress them.") { path, file };
        command.SetAction((parse, cancellation) => RunAsync(parse.GetValue(path)!, parse.GetValue(file)!, output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string file, CliOutput output, CancellationToken cancellation)
    {
        var result = await DirectorySource.ReadAsync(path, ChangeLimits.Default, cancellation);
        if (result.Change is not { } change)
        {
            output.Error.WriteLine("synapse: " + VisibleText.Escape(result.Refusal!.Message));
            return ExitCodes.Usage;
        }

        // The old baseline is left out on purpose: what it held and still stands is written again, what is gone drops out.
        var input = new ReviewInput(change, path, RepositoryPolicy.Empty, null);
        var progress = new ProgressLine(output.Error, ReferenceEquals(output.Error, Console.Error) && !Console.IsErrorRedirected);
        var session = new ReviewSession(SiloConfiguration.LoadDefault(), Synapse.Analysis.Rules.RulePacks.Embedded);
        var (verdict, refusal, _) = await session.RunAsync("baseline", input, [], "", progress, cancellation);
        if (verdict is null)
        {
            output.Error.WriteLine("synapse: " + (refusal?.Message ?? "cancelled; no baseline was written"));
            return refusal is null ? ExitCodes.Interrupted : ExitCodes.Usage;
        }

        if (verdict.Status == VerdictStatus.Failed)
        {
            output.Error.WriteLine("synapse: nothing could be read, so no baseline was written: " + string.Join("; ", verdict.Escalations));
            return ExitCodes.Incomplete;
        }

        var text = Baseline.Write(verdict.Findings);
        if (file == "-")
        {
            await output.Out.WriteAsync(text);
            return ExitCodes.Ok;
        }

        try
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Error.WriteLine($"synapse: {VisibleText.Escape(file)} cannot be written: {VisibleText.Escape(e.Message)}");
            return ExitCodes.Usage;
        }

        output.Error.WriteLine($"{ReportText.Count(verdict.Findings.Count, "finding")} accepted in {VisibleText.Escape(file)}; commit it, and reviews against that revision suppress them.");
        return ExitCodes.Ok;
    }
}
