using System.CommandLine;
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
using Synapse.Storage;

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
        command.Subcommands.Add(ReviewResumeCommand.Create(output));
        command.Subcommands.Add(ReviewWhatIfCommand.Create(output));
        command.SetAction(review.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        if (_options.Problem(parse) is { } problem)
        {
            return Usage(problem);
        }

        if (_options.Agents.Load(parse, output) is not var (configuration, packs))
        {
            return ExitCodes.Usage;
        }

        await using var read = await new ReviewInputReader(_options.Change, parse, AgentOptions.LimitsOf(configuration), output).ReadAsync(cancellation);
        if (read is null)
        {
            return ExitCodes.Usage;
        }

        var input = read with { Change = read.Change with { Title = SecretText.Hide(read.Change.Title, packs) } };

        var startedAt = TimeProvider.System.GetUtcNow();
        var reviewId = Guid.CreateVersion7(startedAt).ToString("N");
        var progress = ProgressLine.For(output);
        await using var journal = await ReviewJournal.OpenAsync(parse.GetValue(_options.Journal), parse.GetValue(_options.NoJournal), output, cancellation);
        if (journal is null)
        {
            return ExitCodes.Usage;
        }

        var session = new ReviewSession(configuration, packs, journal);
        var use = new RecordUse(IsKept: !parse.GetValue(_options.NoKeep) && journal is not MemoryJournal, IsFresh: parse.GetValue(_options.Fresh));
        var ending = await session.RunAsync(reviewId, input, parse.GetValue(_options.Change.Label)!, parse.GetValue(_options.Change.Intent)!, use, progress, cancellation);
        return new VerdictWriter(_options.Verdict, output).Write(parse, new ReviewedChange(reviewId, startedAt, input), ending, configuration.Review);
    }

    private int Usage(string problem)
    {
        output.Error.WriteLine($"synapse review: {problem}");
        return ExitCodes.Usage;
    }
}
