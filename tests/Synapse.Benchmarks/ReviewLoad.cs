using System.Collections.Concurrent;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Benchmarks;

/// <summary>An engine as a host sets it up, with three specialists that report at once, so that what is measured is the engine and the journal.</summary>
/// <param name="isAnswering">Without, work is handed out and nobody reports.</param>
internal sealed class ReviewLoad : IWorkRunner, ISignalSink, IDisposable
{
    private static readonly string[] Specialists = ["performance", "secrets", "security"];

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Verdict>> _waiting = new(StringComparer.Ordinal);
    private readonly bool _isAnswering;

    public ReviewLoad(IJournal journal, bool isAnswering)
    {
        _isAnswering = isAnswering;
        Engine = new EmbeddedEngine(journal, this, this, TimeProvider.System, TaskScheduler.Default, EngineLimits.Default)
            .Host<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(new ReviewEventCodec(), new ReviewStateCodec(), new ReviewProjection());
    }

    /// <summary>A change of 40 files: about 4 KB as it is journaled, the plan with it.</summary>
    public static ReviewCommand.Request Request { get; } = new(
        new ReviewRequest(
            "Move the session store behind a port", "ann", new string('a', 40), new string('b', 40), ["backend"], "feature", 1_000, 40,
            Enumerable.Range(0, 40).Select(i => new ReviewFile($"src/Synapse.Storage/Sessions/SessionStorePart{i}.cs", 40 + i, i)).ToValueList(), "", []),
        new ReviewPlan(
            "coordinator", "1.0", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromHours(1),
            Specialists.Select(s => new PlannedSpecialist(s, "1.0", AgentTier.Deep, TimeSpan.FromHours(1), [Category.Security])).ToValueList()));

    public EmbeddedEngine Engine { get; }

    public static AggregateId IdOf(string id) => new("bench", "review", id);

    /// <summary>Sends a request; ends when it is accepted.</summary>
    public async Task RequestAsync(string id)
    {
        var answer = await Engine.SendAsync<ReviewCommand, ReviewReply>(IdOf(id), Request, "bench", id);
        _ = answer.Reply ?? throw new InvalidOperationException(answer.Refusal!.Message);
    }

    /// <summary>Sends a request; ends when its verdict is in the journal.</summary>
    public async Task<Verdict> ReviewAsync(string id)
    {
        var verdict = new TaskCompletionSource<Verdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = verdict;
        await RequestAsync(id);
        return await verdict.Task;
    }

    public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        if (_isAnswering)
        {
            _ = ReportAsync(aggregate, work);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RecallAsync(AggregateId aggregate, string agent, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Dispose() => Engine.Dispose();

    private async Task ReportAsync(AggregateId id, HandOutWork work)
    {
        try
        {
            var line = 10 + Array.IndexOf(Specialists, work.Agent);
            var location = new Location("src/Synapse.Storage/Sessions/SessionStorePart1.cs", Side.New, line, line, 5, 40);
            var finding = new Finding(
                $"{work.Agent}.rule", "A title", Category.Security, [89], Severity.Medium, new Confidence(8_000), location, "Why this is a problem", "What to do about it", null,
                [new Evidence(location, "store.Load(id + suffix)", "built from input")], new Fingerprint($"{work.Agent}-1", "context"), work.Agent);
            var report = new SpecialistReport(work.Agent, work.AgentVersion, [finding], [new CoverageRow(location.Path, work.Agent, CoverageStatus.Read)], 1, 0);
            var answer = await Engine.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Report(report), work.Agent, $"{id.Id}-{work.Agent}");
            if (answer.Reply!.Verdict is { } verdict && _waiting.TryRemove(id.Id, out var waiting))
            {
                waiting.SetResult(verdict);
            }
        }
        catch (Exception e)
        {
            _waiting[id.Id].TrySetException(e);
        }
    }
}
