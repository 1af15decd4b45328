using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Cli.Reviews;
using Synapse.Cli.Terminal;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Review;

/// <summary><c>synapse review resume ID</c>: goes on with a review whose process ended before it did.</summary>
internal sealed class ReviewResumeCommand(CliOutput output)
{
    private readonly Argument<string> _id = new("ID") { Description = "The review, or the start of its id." };
    private readonly Option<string?> _journal = JournalOptions.CreateJournal();
    private readonly AgentOptions _agents = new();
    private readonly VerdictOptions _verdict = new();

    public static Command Create(CliOutput output)
    {
        var resume = new ReviewResumeCommand(output);
        var command = new Command("resume", "Go on with a review whose process ended before it did; what is recorded is not done again.") { resume._id, resume._journal };
        resume._agents.AddTo(command);
        resume._verdict.AddTo(command);
        command.SetAction(resume.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        if ((_agents.Problem(parse) ?? _verdict.Problem(parse)) is { } problem)
        {
            return JournalVerb.Refuse(output, problem);
        }

        return await JournalVerb.RunAsync(output, parse.GetValue(_journal), bringForward: true, (journal, _) => RunAsync(parse, journal, cancellation), cancellation);
    }

    private async Task<int> RunAsync(ParseResult parse, IJournalStore journal, CancellationToken cancellation)
    {
        if (await StoredReview.FindAsync(output, journal, parse.GetValue(_id)!, cancellation) is not var (id, state, input))
        {
            return ExitCodes.Usage;
        }

        if (state.Status == ReviewStatus.Cancelled)
        {
            return JournalVerb.Refuse(output, $"review {id.Id} was cancelled ({state.CancelReason}); review the change again");
        }

        if (input is null)
        {
            return StoredReview.RefuseUnkept(output, id);
        }

        if (_agents.Load(parse, output) is not var (configuration, packs))
        {
            return ExitCodes.Usage;
        }

        var reviewed = new ReviewedChange(id.Id, state.RequestedAt, input);
        var writer = new VerdictWriter(_verdict, output);
        if (state.Verdict is { } verdict)
        {
            output.Error.WriteLine($"synapse: review {id.Id} has ended; this is its verdict");
            return writer.Write(parse, reviewed, new ReviewEnding(verdict, null, packs.All, new Dictionary<string, string>()), configuration.Review);
        }

        var ending = await new ReviewSession(configuration, packs, journal).ResumeAsync(id, state, input, ProgressLine.For(output), cancellation);
        return writer.Write(parse, reviewed, ending, configuration.Review);
    }
}
