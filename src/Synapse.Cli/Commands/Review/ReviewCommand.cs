using System.CommandLine;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Cli.Journals;
using Synapse.Cli.Reviews;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Agents;

namespace Synapse.Cli.Commands.Review;

/// <summary><c>synapse review</c>: one change in, one verdict out.</summary>
internal sealed class ReviewCommand(CliOutput output)
{
    private readonly ReviewOptions _options = new();

    public static Command Create(CliOutput output)
    {
        var review = new ReviewCommand(output);
        var command = new Command("review", "Review a change: a diff, a commit, a range, staged or uncommitted changes, or whole files.");
        review._options.AddTo(command);
        command.SetAction(review.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        if (_options.Problem(parse) is { } problem)
        {
            return Usage(problem);
        }

        if (RulePackOptions.Load(parse.GetValue(_options.Rules), output) is not { } packs || Configuration(parse, packs) is not { } configuration)
        {
            return ExitCodes.Usage;
        }

        var limits = configuration.Limits;
        var changeLimits = new ChangeLimits(limits.MaxInputBytes, limits.MaxFiles, limits.MaxFileLines, limits.MaxLineLength, limits.MaxFileBytes);
        await using var read = await new ReviewInputReader(_options, parse, changeLimits, output).ReadAsync(cancellation);
        if (read is null)
        {
            return ExitCodes.Usage;
        }

        var input = read with { Change = read.Change with { Title = SecretText.Hide(read.Change.Title, packs) } };

        var startedAt = TimeProvider.System.GetUtcNow();
        var reviewId = Guid.CreateVersion7(startedAt).ToString("N");
        var progress = new ProgressLine(output.Error, ReferenceEquals(output.Error, Console.Error) && !Console.IsErrorRedirected);
        await using var journal = await ReviewJournal.OpenAsync(parse.GetValue(_options.Journal), parse.GetValue(_options.NoJournal), output, cancellation);
        if (journal is null)
        {
            return ExitCodes.Usage;
        }

        var session = new ReviewSession(configuration, packs, journal);
        var (verdict, refusal, rules) = await session.RunAsync(reviewId, input, parse.GetValue(_options.Label)!, parse.GetValue(_options.Intent)!, progress, cancellation);
        if (verdict is null)
        {
            output.Error.WriteLine("synapse: " + (refusal?.Message ?? "the review was cancelled"));
            return refusal is null ? ExitCodes.Interrupted : Core.Kernel.RefusalCodes.Describe(refusal.Code).ExitCode;
        }

        var failOn = parse.GetValue(_options.FailOn) is { } text && Names.TryParse(text, out Severity severity) ? severity : configuration.Review.FailOn;
        var outcome = OutcomeOf(reviewId, input, verdict, rules, failOn, startedAt, configuration.Review with { FailOn = failOn });
        return Write(parse, outcome) ? outcome.ExitCode : ExitCodes.Usage;
    }

    private SiloConfiguration? Configuration(ParseResult parse, RulePacks packs)
    {
        if (parse.GetValue(_options.Config) is not { } file)
        {
            return SiloConfiguration.LoadDefault();
        }

        var result = SiloConfigurationFile.Read(file, packs.Names);
        foreach (var problem in result.Problems)
        {
            output.Error.WriteLine(VisibleText.Escape(problem.ToString()));
        }

        return result.Configuration;
    }

    private static ReviewOutcome OutcomeOf(
        string reviewId, ReviewInput input, Verdict verdict, IReadOnlyList<Rule> rules, Severity failOn, DateTimeOffset startedAt, ReviewPolicy policy)
    {
        var change = input.Change;
        var exitCode = policy.Fails(verdict.Severity) ? ExitCodes.Gate
            : verdict.Status != VerdictStatus.Complete && !policy.AllowIncomplete ? ExitCodes.Incomplete
            : ExitCodes.Ok;
        return new ReviewOutcome(
            reviewId, verdict, input.Source, change.Title, change.BaseRevision, change.HeadRevision, change.Files.Count,
            change.Files.Sum(f => f.AddedLines), change.Files.Sum(f => f.RemovedLines), change.Clips, rules, ToolVersion.Text, failOn, exitCode, startedAt);
    }

    private bool Write(ParseResult parse, ReviewOutcome outcome)
    {
        if (!_options.OwnsOutput(parse))
        {
            new TerminalReport(Consoles.For(output.Out, parse.GetValue(_options.NoColor))).Write(outcome);
        }

        if (parse.GetValue(_options.Json))
        {
            Print(stream => JsonReport.Write(stream, outcome));
        }

        if (parse.GetValue(_options.GitHub))
        {
            foreach (var line in GitHubAnnotations.Write(outcome))
            {
                output.Out.WriteLine(line);
            }
        }

        return WriteFile(parse.GetValue(_options.Sarif), stream => SarifReport.Write(stream, outcome)) &&
            WriteFile(parse.GetValue(_options.Markdown), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(MarkdownReport.Write(outcome))));
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

    private int Usage(string problem)
    {
        output.Error.WriteLine($"synapse review: {problem}");
        return ExitCodes.Usage;
    }
}
