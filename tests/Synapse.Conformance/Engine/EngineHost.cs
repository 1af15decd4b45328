using System.Collections.Concurrent;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;

namespace Synapse.Conformance.Engine;

/// <summary>An engine under test, with records of what it did to the outside.</summary>
public abstract class EngineHost : IWorkRunner, ISignalSink, IAsyncDisposable
{
    public static AggregateId Id { get; } = new("t", "review", "r1");

    public static ReviewRequest Request { get; } = new("title", "ann", "", "", [], "", 0, 1, [new ReviewFile("a.cs", 1, 0)], "", []);

    public abstract IEngine Engine { get; }

    public ConcurrentQueue<string> Work { get; } = new();

    public ConcurrentQueue<string> Recalled { get; } = new();

    public ConcurrentQueue<(string Id, Signal Signal)> Signals { get; } = new();

    /// <summary>A plan in which each specialist has 5 seconds and the review has 5 minutes.</summary>
    public static ReviewPlan Plan(params string[] specialists) => new(
        "coordinator", "1", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromMinutes(5),
        specialists.Select(s => new PlannedSpecialist(s, "1", AgentTier.Fast, TimeSpan.FromSeconds(5), [Category.Security])).ToValueList());

    public static SpecialistReport Report(string specialist) => new(specialist, "1", [], [new CoverageRow("a.cs", specialist, CoverageStatus.Read)], 1, 0);

    /// <summary>Sends a command and waits for the answer.</summary>
    public Task<Answer<ReviewReply>> Send(ReviewCommand command, string id = "r1") => DriveAsync(Post(command, Id with { Id = id }));

    /// <summary>Sends a command; the answer may need <see cref="DriveAsync"/> to come.</summary>
    public Task<Answer<ReviewReply>> Post(ReviewCommand command, AggregateId id) => Engine.SendAsync<ReviewCommand, ReviewReply>(id, command, "tester", "c");

    /// <summary>Lets the engine run until the task ends; an engine with threads of its own needs no help.</summary>
    public virtual Task<T> DriveAsync<T>(Task<T> task) => task;

    /// <summary>Lets the engine run until the condition holds.</summary>
    public abstract Task UntilAsync(Func<bool> condition);

    /// <summary>Moves the engine's clock; timers fire.</summary>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>Does what an engine does at its start on a journal that is not empty.</summary>
    public abstract Task RecoverAsync();

    public virtual ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        Work.Enqueue(work.Agent);
        return ValueTask.CompletedTask;
    }

    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken)
    {
        Recalled.Enqueue(work.Agent);
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        Signals.Enqueue((id, signal));
        return ValueTask.CompletedTask;
    }

    /// <summary>Stops the engine as a crash would: nothing is finished.</summary>
    public abstract ValueTask DisposeAsync();
}
