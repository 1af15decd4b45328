using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Reviews;
using Synapse.Runtime;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Reviews;

/// <summary>Takes one change through the whole lifecycle in this process: engine, specialists, verdict.</summary>
internal sealed class ReviewSession(SiloConfiguration configuration, RulePacks packs, IJournalStore journal)
{
    public const string Tenant = "local";

    private readonly ReviewAgents _agents = new(configuration, packs);

    private static readonly IReadOnlyDictionary<string, RecordedReport> NoReports = new Dictionary<string, RecordedReport>();

    /// <summary>Requests a review and waits for its end.</summary>
    public async Task<ReviewEnding> RunAsync(
        string reviewId, ReviewInput input, IReadOnlyList<string> labels, string intent, RecordUse use, ProgressLine progress, CancellationToken cancellation)
    {
        var intake = new ReviewIntake(_agents, journal, TimeProvider.System);
        var (change, kept) = use.IsKept ? await intake.KeepAsync(Tenant, input.Change, input.Policy, cancellation) : (input.Change, null);
        var command = intake.CommandOf(change, kept, labels, intent, 0, input.Policy.HotFunctions);

        // Only the digest of what is kept covers everything that specialists read.
        var recorded = use.IsFresh || kept is null ? NoReports : await new RecordedReports(journal).FindAsync(Tenant, kept, command.Plan, cancellation);
        return await EndAsync(reviewId, input with { Change = change }, recorded, command, reviewId, progress, cancellation);
    }

    /// <summary>Goes on with a review whose process ended before it did, and waits for its end.</summary>
    public async Task<ReviewEnding> ResumeAsync(AggregateId id, ReviewState state, ReviewInput input, ProgressLine progress, CancellationToken cancellation)
    {
        foreach (var pending in state.Pending.Select(p => p.Assignment))
        {
            var now = _agents.Specialists.FirstOrDefault(s => s.Id == pending.Specialist);
            if (now?.Version != pending.Version)
            {
                return new ReviewEnding(null, new Refusal(RefusalCode.WrongState, $"a review ends with the agents it began with: {pending.Specialist} was {pending.Version} and is {now?.Version ?? "not there"} now; review the change again, or see 'synapse review what-if'"), [], new Dictionary<string, string>());
            }
        }

        var recorded = await new RecordedReports(journal).FindAsync(Tenant, state.Change!.ContentDigest, state.Plan!, cancellation);
        return await EndAsync(id.Id, input, recorded, new ReviewCommand.Resume(WithNewDeadlines: true), $"resume/{Guid.NewGuid():N}", progress, cancellation);
    }

    private async Task<ReviewEnding> EndAsync(
        string reviewId, ReviewInput input, IReadOnlyDictionary<string, RecordedReport> recorded, ReviewCommand command, string commandId,
        ProgressLine progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var scan = new ChangeScan(new ScanRequest(input.Change, _agents.Specialists, packs, input.Policy, input.Policy.HotFunctions), stop.Token);
        var reused = recorded.ToDictionary(r => r.Key, r => r.Value.ReviewId);
        var id = new AggregateId(Tenant, ReviewAggregate.Kind, reviewId);
        var end = new ReviewEnd(id);
        var work = new LocalSpecialists(id, scan, recorded, end);
        using var engine = new EmbeddedEngine(journal, work, end, TimeProvider.System, TaskScheduler.Default, EngineLimits.Default)
            .HostAll();
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
}
