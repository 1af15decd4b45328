using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Reviews;

/// <summary>Takes one change through the whole lifecycle in this process: engine, specialists, verdict.</summary>
internal sealed class ReviewSession(SiloConfiguration configuration, RulePacks packs, IJournalStore journal)
{
    public const string Tenant = "local";

    private static readonly IReadOnlyDictionary<string, RecordedReport> NoReports = new Dictionary<string, RecordedReport>();

    /// <summary>Requests a review and waits for its end.</summary>
    public async Task<ReviewEnding> RunAsync(
        string reviewId, ReviewInput input, IReadOnlyList<string> labels, string intent, RecordUse use, ProgressLine progress, CancellationToken cancellation)
    {
        var (change, kept) = use.IsKept ? await KeepAsync(input, cancellation) : (input.Change, null);
        var digest = kept ?? DigestOf(change);
        var (coordinator, specialists) = Agents();
        var request = RequestOf(change, labels, intent, input.Policy.HotFunctions, digest);
        var plan = ReviewPlan.For(coordinator, specialists, request.ChangedLines);

        // Only the digest of what is kept covers everything that specialists read.
        var recorded = use.IsFresh || kept is null ? NoReports : await new RecordedReports(journal).FindAsync(Tenant, digest, plan, cancellation);
        var command = new ReviewCommand.Request(request, plan);
        return await EndAsync(reviewId, input with { Change = change }, specialists, recorded, command, reviewId, progress, cancellation);
    }

    /// <summary>Goes on with a review whose process ended before it did, and waits for its end.</summary>
    public async Task<ReviewEnding> ResumeAsync(AggregateId id, ReviewState state, ReviewInput input, ProgressLine progress, CancellationToken cancellation)
    {
        var specialists = Agents().Specialists;
        foreach (var pending in state.Pending.Select(p => p.Assignment))
        {
            var now = specialists.FirstOrDefault(s => s.Id == pending.Specialist);
            if (now?.Version != pending.Version)
            {
                return new ReviewEnding(null, new Refusal(RefusalCode.WrongState, $"a review ends with the agents it began with: {pending.Specialist} was {pending.Version} and is {now?.Version ?? "not there"} now; review the change again, or see 'synapse review what-if'"), [], new Dictionary<string, string>());
            }
        }

        var recorded = await new RecordedReports(journal).FindAsync(Tenant, state.Change!.ContentDigest, state.Plan!, cancellation);
        return await EndAsync(id.Id, input, specialists, recorded, new ReviewCommand.Resume(WithNewDeadlines: true), $"resume/{Guid.NewGuid():N}", progress, cancellation);
    }

    private async Task<ReviewEnding> EndAsync(
        string reviewId, ReviewInput input, IReadOnlyList<AgentSpec> specialists, IReadOnlyDictionary<string, RecordedReport> recorded, ReviewCommand command, string commandId,
        ProgressLine progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var scan = new ChangeScan(new ScanRequest(input.Change, specialists, packs, input.Policy, input.Policy.HotFunctions), stop.Token);
        var reused = recorded.ToDictionary(r => r.Key, r => r.Value.ReviewId);
        var id = new AggregateId(Tenant, ReviewAggregate.Kind, reviewId);
        var end = new ReviewEnd(id);
        var work = new LocalSpecialists(id, scan, recorded, end);
        using var engine = new EmbeddedEngine(journal, work, end, TimeProvider.System, TaskScheduler.Default, EngineLimits.Default)
            .Host<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(new ReviewEventCodec(), new ReviewStateCodec(), new ReviewProjection());
        work.Engine = engine;
        var answer = await engine.SendAsync<ReviewCommand, ReviewReply>(id, command, "cli", commandId);
        if (answer.Refusal is { } refusal)
        {
            return new ReviewEnding(null, refusal, scan.Rules, reused);
        }

        await OverdueReviews.EndAsync(engine, journal, cancellation);
        using (progress.Follow(() => scan.FilesDone, input.Change.Files.Count))
        using (cancellation.Register(() => _ = engine.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Cancel("interrupted"), "cli", "cancel")))
        {
            await end.Task;
        }

        // Answered after the effects of what was committed before it, so nothing is left for a recovery.
        var final = await engine.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Observe(), "cli", "observe");
        await stop.CancelAsync();
        return new ReviewEnding(final.Reply!.Verdict, null, scan.Rules, reused);
    }

    private (AgentSpec Coordinator, IReadOnlyList<AgentSpec> Specialists) Agents()
    {
        var coordinator = configuration.Agents.Find(configuration.Review.CoordinatorId)!;
        var specialists = coordinator.Specialists.Select(configuration.Agents.Find).OfType<AgentSpec>();
        return (coordinator, [.. specialists.Where(s => s.Kind == AgentKind.Specialist && s.Checks.Count > 0).Select(s => SpecialistVersion.Of(s, packs))]);
    }

    /// <summary>Stores what is reviewed beside the journal and gives its digest; null when it is too large to be stored.</summary>
    private async Task<(Change Change, string? Digest)> KeepAsync(ReviewInput input, CancellationToken cancellation)
    {
        var (change, bytes) = ChangeArchive.Write(input.Change, input.Policy);
        return (change, bytes is null ? null : (await journal.Bodies.PutAsync(Tenant, bytes, TimeProvider.System.GetUtcNow(), cancellation)).Hex);
    }

    private static ReviewRequest RequestOf(Change change, IReadOnlyList<string> labels, string intent, IReadOnlyList<string> hotFunctions, string digest) => new(
        change.Title,
        change.Author,
        change.BaseRevision,
        change.HeadRevision,
        labels.ToValueList(),
        intent,
        0,
        change.Files.Count,
        change.Files.Select(f => new ReviewFile(f.Path, f.AddedLines, f.RemovedLines)).ToValueList(),
        digest,
        hotFunctions.ToValueList());

    private static string DigestOf(Change change)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in change.Files)
        {
            hash.AppendData(MemoryMarshal.AsBytes<char>($"{file.Commit}\n{file.OldPath}\n{file.Path}\n{file.Status}\n"));
            foreach (var line in file.Hunks.SelectMany(h => h.Lines))
            {
                hash.AppendData([(byte)line.Kind]);
                hash.AppendData(MemoryMarshal.AsBytes(line.Text.Span));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
