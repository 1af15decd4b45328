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

namespace Synapse.Runtime.Tests.Engine;

/// <summary>An embedded engine with a clock, a journal and records of what it did.</summary>
internal sealed class EngineWorld : IWorkRunner, ISignalSink, IDisposable
{
    public EngineWorld(IJournal journal, EngineLimits? limits = null)
    {
        Engine = new EmbeddedEngine(journal, this, this, Time, TaskScheduler.Default, limits ?? EngineLimits.Default)
            .Host<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(new ReviewEventCodec(), new ReviewStateCodec(), new ReviewProjection());
    }

    public static AggregateId Id { get; } = new("t", "review", "r1");

    public static ReviewRequest Request { get; } = new("title", "ann", "", "", [], "", 0, 1, [new ReviewFile("a.cs", 1, 0)], "", []);

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public EmbeddedEngine Engine { get; }

    public ConcurrentQueue<string> Work { get; } = new();

    public ConcurrentQueue<string> Recalled { get; } = new();

    public ConcurrentQueue<(string Id, Signal Signal)> Signals { get; } = new();

    /// <summary>The type of signal that cannot be published; empty for none.</summary>
    public string Unpublishable { get; set; } = "";

    public static ReviewPlan Plan(params string[] specialists) => new(
        "coordinator", "1", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromMinutes(5),
        specialists.Select(s => new PlannedSpecialist(s, "1", AgentTier.Fast, TimeSpan.FromSeconds(5), [Category.Security])).ToValueList());

    public static SpecialistReport Report(string specialist) => new(specialist, "1", [], [new CoverageRow("a.cs", specialist, CoverageStatus.Read)], 1, 0);

    public Task<Answer<ReviewReply>> Send(ReviewCommand command, string id = "r1") =>
        Engine.SendAsync<ReviewCommand, ReviewReply>(Id with { Id = id }, command, "tester", "c");

    /// <summary>Waits until effects, which run after the reply, have done what is expected; the bound only ends a test that would hang.</summary>
    public static async Task Until(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(1, bound.Token);
        }
    }

    public void Start(AggregateId aggregate, HandOutWork work) => Work.Enqueue(work.Agent);

    public void Recall(AggregateId aggregate, string agent) => Recalled.Enqueue(agent);

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        if (signal.Type == Unpublishable)
        {
            throw new IOException("nobody listens");
        }

        Signals.Enqueue((id, signal));
        return ValueTask.CompletedTask;
    }

    public void Dispose() => Engine.Dispose();
}
