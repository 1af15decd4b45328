using System.CommandLine;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Suppressions;
using Synapse.Cli.Reviews;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Reviews;
using Synapse.Runtime.Agents;
using Synapse.Storage;

namespace Synapse.Cli.Commands;

/// <summary><c>synapse baseline</c>: accepts what is there now, so that reviews speak of what is new.</summary>
internal static class BaselineCommand
{
    public static Command Create(CliOutput output)
    {
        var path = new Argument<string>("PATH") { Description = "A file or folder. Default: the current folder.", DefaultValueFactory = _ => ".", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--output") { Description = $"The baseline file; - is standard output. Default: {Baseline.FileName} at the root of the repository, where reviews look for it.", HelpName = "FILE" };
        var command = new Command("baseline", "Write the findings that are there now to a baseline file; reviews then suppress them.") { path, file };
        command.SetAction((parse, cancellation) => RunAsync(parse.GetValue(path)!, parse.GetValue(file), output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? target, CliOutput output, CancellationToken cancellation)
    {
        var result = await DirectorySource.ReadAsync(path, ChangeLimits.Default, cancellation);
        if (result.Change is not { } change)
        {
            output.Error.WriteLine("synapse: " + VisibleText.Escape(result.Refusal!.Message));
            return ExitCodes.Usage;
        }

        // The old baseline is left out on purpose: what it held and still stands is written again, what is gone drops out.
        var input = new ReviewInput(change, path, RepositoryPolicy.Empty, null);
        var progress = ProgressLine.For(output);
        await using var journal = new MemoryJournal();
        var session = new ReviewSession(SiloConfiguration.LoadDefault(), Synapse.Analysis.Rules.RulePacks.Embedded, journal);
        var (verdict, refusal, _, _) = await session.RunAsync("baseline", input, [], "", RecordUse.None, progress, cancellation);
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

        var root = await RootOfAsync(path, cancellation);
        var file = target ?? Path.Combine(root, Baseline.FileName);
        var found = Baseline.Of(verdict.Findings);
        if (file == "-")
        {
            await output.Out.WriteAsync(found.Write());
            return ExitCodes.Ok;
        }

        if (Others(file, root, path, output) is not { } others)
        {
            return ExitCodes.Usage;
        }

        try
        {
            await File.WriteAllTextAsync(file, found.With(others).Write(), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Error.WriteLine($"synapse: {VisibleText.Escape(file)} cannot be written: {FileProblem.Of(e)}");
            return ExitCodes.Usage;
        }

        var kept = others.Count == 0 ? "" : $"; {ReportText.Count(others.Count, "finding")} of other files stay{(others.Count == 1 ? "s" : "")}";
        output.Error.WriteLine($"{ReportText.Count(found.Count, "finding")} accepted in {VisibleText.Escape(file)}{kept}. Commit it, and reviews against that revision suppress them.");
        return ExitCodes.Ok;
    }

    /// <summary>The folder that the paths of findings are relative to.</summary>
    private static async Task<string> RootOfAsync(string path, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path);
        var folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        await using var repository = (await GitRepository.OpenAsync(folder, ChangeLimits.Default, cancellation)).Repository;
        return repository is not null && await repository.WorkingTreeTextsAsync(cancellation) is not null ? repository.Root : folder;
    }

    /// <summary>What the file holds already of files outside of the path, which were not read this time; null after saying why it cannot be read.</summary>
    private static Baseline? Others(string file, string root, string path, CliOutput output)
    {
        if (!File.Exists(file))
        {
            return Baseline.Empty;
        }

        var (earlier, problem) = Baseline.Read(File.ReadAllText(file));
        if (problem is not null)
        {
            output.Error.WriteLine($"synapse: {VisibleText.Escape(file)} is not a baseline; remove it or choose another --output");
            return null;
        }

        var inside = Path.GetRelativePath(root, Path.GetFullPath(path)).Replace('\\', '/');
        return inside == "." ? Baseline.Empty : earlier.Where(p => p != inside && !p.StartsWith(inside + "/", StringComparison.Ordinal));
    }
}
