using System.Text;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Scanning;
using Synapse.Analysis.Suppressions;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Marketplace;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Hosting.Reviews;

/// <summary>What applications ask of reviews, in the words of the contract, on any engine. May be used from any thread.</summary>
public sealed class ReviewDesk(IEngine engine, IJournalStore journal, ReviewAgents agents, ReviewMarket market, TimeProvider time)
{
    private const int MaxTextLength = 1_000;

    private const int MaxNameLength = 200;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly ReviewEventCodec Codec = new();

    private readonly ReviewIntake _intake = new(agents, journal, time);

    public async Task<Outcome<ReviewTicket>> SubmitAsync(string tenant, string actor, ReviewSubmission submission, CancellationToken cancellationToken)
    {
        if (agents.Configuration.Host.RefusalOf(tenant) is { } unserved)
        {
            return Refuse<ReviewTicket>(unserved);
        }

        if (Problem(submission) is { } problem)
        {
            return Refuse<ReviewTicket>(new Refusal(RefusalCode.Invalid, problem));
        }

        var (limits, packs) = (agents.Configuration.Limits, agents.Packs);
        var changeLimits = new ChangeLimits(Math.Min(limits.MaxInputBytes, ChangeArchive.MaxBytes), limits.MaxFiles, limits.MaxFileLines, limits.MaxLineLength, limits.MaxFileBytes);
        var parsed = UnifiedDiffParser.Parse(Utf8.GetBytes(submission.Diff), changeLimits);
        if (parsed.Change is not { } change)
        {
            return Refuse<ReviewTicket>(parsed.Refusal!);
        }

        change = change with
        {
            Title = SecretText.Hide(Or(submission.Title, change.Title), packs),
            Author = Or(submission.Author, change.Author),
            BaseRevision = Or(submission.BaseRevision, change.BaseRevision),
            HeadRevision = Or(submission.HeadRevision, change.HeadRevision),
        };
        var (kept, digest) = await _intake.KeepAsync(tenant, change, RepositoryPolicy.Empty, cancellationToken);
        if (digest is null)
        {
            return Refuse<ReviewTicket>(new Refusal(RefusalCode.TooLarge, $"the change is larger than {ChangeArchive.MaxBytes >> 20} MiB; split it"));
        }

        var command = _intake.CommandOf(kept, digest, submission.Labels, submission.Intent, (int)(submission.RiskFactor * 10_000), []);
        var request = command.Change with { Repository = OrNull(submission.Repository), Team = OrNull(submission.Team) };
        command = new ReviewCommand.Request(request, await market.PlanAsync(tenant, submission.ReviewId, request, command.Plan, cancellationToken));
        return await SendAsync(tenant, actor, submission.ReviewId, command, submission.ReviewId);
    }

    public Task<Outcome<ReviewTicket>> FindAsync(string tenant, string actor, string reviewId) => SendAsync(tenant, actor, reviewId, new ReviewCommand.Observe(), "find");

    public Task<Outcome<ReviewTicket>> CancelAsync(string tenant, string actor, string reviewId, string reason) => reason.Length is > 0 and <= MaxTextLength
        ? SendAsync(tenant, actor, reviewId, new ReviewCommand.Cancel(reason), "cancel")
        : Task.FromResult(Refuse<ReviewTicket>(new Refusal(RefusalCode.Invalid, $"say why in 1 to {MaxTextLength} characters")));

    public Task<Outcome<ReviewTicket>> AnswerAsync(string tenant, string actor, string reviewId, FindingResponse response) => KindOf(response.Kind) is { } kind
        ? SendAsync(tenant, actor, reviewId, new ReviewCommand.AnswerFinding(response.Fingerprint, kind, response.Reason), $"answer/{response.ResponseId}")
        : Task.FromResult(Refuse<ReviewTicket>(new Refusal(RefusalCode.Invalid, $"'{response.Kind}' is no answer; use accepted, falsePositive or wontFix")));

    /// <summary>The report as JSON, as every surface shows it.</summary>
    public async Task<Outcome<string>> ReadReportAsync(string tenant, string reviewId, CancellationToken cancellationToken)
    {
        if (agents.Configuration.Host.RefusalOf(tenant) is { } unserved)
        {
            return Refuse<string>(unserved);
        }

        var state = AggregateId.IsValidPart(reviewId) ? Codec.Fold((await journal.ReadAsync(IdOf(tenant, reviewId), 0, cancellationToken)).Events) : ReviewState.Empty;
        if (state.Change is not { } change)
        {
            return Refuse<string>(new Refusal(RefusalCode.NotFound, "there is no review of this id; request it first"));
        }

        if (state.Verdict is not { } verdict)
        {
            return Refuse<string>(new Refusal(RefusalCode.WrongState, state.Status == ReviewStatus.Cancelled ? "this review was cancelled and has no verdict" : "this review has no verdict yet; wait for it"));
        }

        var policy = agents.Configuration.Review;
        var outcome = new ReviewOutcome(
            reviewId, verdict, "submitted change", change.Title, change.BaseRevision, change.HeadRevision, change.FilesChanged,
            change.Files.Sum(f => f.AddedLines), change.Files.Sum(f => f.RemovedLines), [], [], ToolVersion.Text, policy.FailOn, policy.ExitCodeOf(verdict), state.RequestedAt);
        using var buffer = new MemoryStream();
        JsonReport.Write(buffer, outcome);
        return new Outcome<string>(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length), null);
    }

    private async Task<Outcome<ReviewTicket>> SendAsync(string tenant, string actor, string reviewId, ReviewCommand command, string commandId)
    {
        if (agents.Configuration.Host.RefusalOf(tenant) is { } unserved)
        {
            return Refuse<ReviewTicket>(unserved);
        }

        var answer = await engine.SendAsync<ReviewCommand, ReviewReply>(IdOf(tenant, reviewId), command, actor, commandId);
        return answer.Reply is { } reply ? new Outcome<ReviewTicket>(TicketOf(reviewId, reply), null) : Refuse<ReviewTicket>(answer.Refusal!);
    }

    private static AggregateId IdOf(string tenant, string reviewId) => new(tenant, ReviewAggregate.Kind, reviewId);

    private static ReviewTicket TicketOf(string reviewId, ReviewReply reply) => new(
        reviewId,
        reply.Status == ReviewStatus.Cancelled ? "cancelled" : reply.Verdict is { } ended ? ReportText.Of(ended.Status) : "running",
        reply.Verdict is { } verdict ? Names.Of(verdict.Severity) : null,
        reply.Verdict?.Findings.Count);

    private static string? Problem(ReviewSubmission submission) =>
        !AggregateId.IsValidPart(submission.ReviewId) ? $"reviewId has 1 to {AggregateId.MaxPartLength} letters, digits, '-', '_' or '.'"
        : submission.RiskFactor is < 0 or > 1 ? "riskFactor is out of range; it is a number from 0 to 1"
        : submission.Labels.Count > 100 || submission.Labels.Any(l => l.Length > MaxTextLength) ? $"there are at most 100 labels of at most {MaxTextLength} characters each"
        : new[] { submission.Title, submission.Author, submission.BaseRevision, submission.HeadRevision, submission.Intent }.Any(t => t.Length > MaxTextLength)
            ? $"title, author, revisions and intent have at most {MaxTextLength} characters each"
        : submission.Repository.Length > MaxNameLength || submission.Team.Length > MaxNameLength ? $"repository and team have at most {MaxNameLength} characters each"
        : null;

    private static FindingAnswerKind? KindOf(string name) => name switch
    {
        "accepted" => FindingAnswerKind.Accepted,
        "falsePositive" => FindingAnswerKind.FalsePositive,
        "wontFix" => FindingAnswerKind.WontFix,
        _ => null,
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static string Or(string given, string read) => given.Length > 0 ? given : read;

    private static Outcome<T> Refuse<T>(Refusal refusal)
        where T : class
    {
        var (name, status, _) = RefusalCodes.Describe(refusal.Code);
        return new Outcome<T>(null, new Problem(name, status, refusal.Message));
    }
}
