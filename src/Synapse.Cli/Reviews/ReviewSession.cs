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
internal sealed class ReviewSession(SiloConfiguration configuration, RulePacks packs, IJournal journal)
{
    public const string Tenant = "local";

    /// <summary>The verdict, or a refusal; null in both places when the review was cancelled.</summary>
    public async Task<(Verdict? Verdict, Refusal? Refusal, IReadOnlyList<Rule> Rules)> RunAsync(
        string reviewId, ReviewInput input, IReadOnlyList<string> labels, string intent, ProgressLine progress, CancellationToken cancellation)
    {
        var coordinator = configuration.Agents.Find(configuration.Review.CoordinatorId)!;
        var specialists = coordinator.Specialists.Select(configuration.Agents.Find).OfType<AgentSpec>().ToList();
        var local = specialists.Where(s => s.Kind == AgentKind.Specialist && s.Checks.Count > 0).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var scan = new ChangeScan(new ScanRequest(input.Change, local, packs, input.Policy, input.Policy.HotFunctions), stop.Token);
        var id = new AggregateId(Tenant, ReviewAggregate.Kind, reviewId);
        var end = new ReviewEnd(id);
        var work = new LocalSpecialists(id, scan, end);
        using var engine = new EmbeddedEngine(journal, work, end, TimeProvider.System, TaskScheduler.Default, EngineLimits.Default)
            .Host<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(new ReviewEventCodec(), new ReviewStateCodec(), new ReviewProjection());
        work.Engine = engine;
        await OverdueReviews.EndAsync(engine, journal, cancellation);

        var request = RequestOf(input.Change, labels, intent, input.Policy.HotFunctions);
        var plan = ReviewPlan.For(coordinator, local, request.ChangedLines);
        var answer = await engine.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Request(request, plan), "cli", reviewId);
        if (answer.Refusal is { } refusal)
        {
            return (null, refusal, scan.Rules);
        }

        using (progress.Follow(() => scan.FilesDone, input.Change.Files.Count))
        using (cancellation.Register(() => _ = engine.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Cancel("interrupted"), "cli", "cancel")))
        {
            await end.Task;
        }

        // Answered after the effects of what was committed before it, so nothing is left for a recovery.
        var final = await engine.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Observe(), "cli", "observe");
        await stop.CancelAsync();
        return (final.Reply!.Verdict, null, scan.Rules);
    }

    private static ReviewRequest RequestOf(Change change, IReadOnlyList<string> labels, string intent, IReadOnlyList<string> hotFunctions) => new(
        change.Title,
        change.Author,
        change.BaseRevision,
        change.HeadRevision,
        labels.ToValueList(),
        intent,
        0,
        change.Files.Count,
        change.Files.Select(f => new ReviewFile(f.Path, f.AddedLines, f.RemovedLines)).ToValueList(),
        DigestOf(change),
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
