using System.CommandLine;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Cli.Reviews;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Hosting;

namespace Synapse.Cli.Commands.Review;

/// <summary>Shows how a review ended, in every form that was asked for, and gives the exit code.</summary>
internal sealed class VerdictWriter(VerdictOptions options, CliOutput output)
{
    public int Write(ParseResult parse, ReviewedChange reviewed, ReviewEnding ending, ReviewPolicy policy)
    {
        if (ending.Verdict is not { } verdict)
        {
            output.Error.WriteLine("synapse: " + VisibleText.Escape(ending.Refusal?.Message ?? "the review was cancelled"));
            return ending.Refusal is { } refusal ? RefusalCodes.Describe(refusal.Code).ExitCode : ExitCodes.Interrupted;
        }

        var failOn = parse.GetValue(options.FailOn) is { } text && Names.TryParse(text, out Severity severity) ? severity : policy.FailOn;
        var outcome = OutcomeOf(reviewed.ReviewId, reviewed.Input, verdict, ending.Rules, failOn, reviewed.StartedAt, policy with { FailOn = failOn });
        if (ending.Reused.Count > 0 && !options.OwnsOutput(parse))
        {
            var known = ending.Reused.Count == verdict.Specialists.Count ? "Known" : "In part known";
            output.Out.WriteLine($"{known} from review {ending.Reused.Values.Max(StringComparer.Ordinal)}; --fresh reads it again");
        }

        return Write(parse, outcome) ? outcome.ExitCode : ExitCodes.Usage;
    }

    private static ReviewOutcome OutcomeOf(
        string reviewId, ReviewInput input, Verdict verdict, IReadOnlyList<Rule> rules, Severity failOn, DateTimeOffset startedAt, ReviewPolicy policy)
    {
        var change = input.Change;
        return new ReviewOutcome(
            reviewId, verdict, input.Source, change.Title, change.BaseRevision, change.HeadRevision, change.Files.Count,
            change.Files.Sum(f => f.AddedLines), change.Files.Sum(f => f.RemovedLines), [.. change.Clips.Where(c => Matters(c, verdict))], rules, ToolVersion.Text, failOn, policy.ExitCodeOf(verdict), startedAt);
    }

    /// <summary>A line that was cut in the diff matters only where the file itself was not read instead.</summary>
    private static bool Matters(ChangeClip clip, Verdict verdict)
    {
        var rows = verdict.Coverage.Where(r => r.Path == clip.Path).Select(r => r.Status).ToList();
        return clip.Path.Length == 0 || !rows.Contains(CoverageStatus.Read) || rows.Contains(CoverageStatus.Clipped) || rows.Contains(CoverageStatus.Failed);
    }

    private bool Write(ParseResult parse, ReviewOutcome outcome)
    {
        if (!options.OwnsOutput(parse))
        {
            new TerminalReport(Consoles.For(output.Out, parse.GetValue(options.NoColor))).Write(outcome);
        }

        if (parse.GetValue(options.Json))
        {
            Print(stream => JsonReport.Write(stream, outcome));
        }

        if (parse.GetValue(options.GitHub))
        {
            foreach (var line in GitHubAnnotations.Write(outcome))
            {
                output.Out.WriteLine(line);
            }
        }

        return WriteFile(parse.GetValue(options.Sarif), stream => SarifReport.Write(stream, outcome)) &&
            WriteFile(parse.GetValue(options.Markdown), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(MarkdownReport.Write(outcome))));
    }

    private bool WriteFile(string? file, Action<Stream> write)
    {
        if (file is null)
        {
            return true;
        }

        if (file == "-")
        {
            Print(write);
            return true;
        }

        try
        {
            // Made in memory first: what fails on the way leaves no half of a report behind.
            using var buffer = new MemoryStream();
            write(buffer);
            using var stream = File.Create(file);
            buffer.WriteTo(stream);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Error.WriteLine($"synapse: {VisibleText.Escape(file)} cannot be written: {FileProblem.Of(e)}");
            return false;
        }
    }

    private void Print(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        output.Out.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Out.WriteLine();
    }
}
