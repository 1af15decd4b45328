using Synapse.Conformance.Engine;
using Synapse.Conformance.Journal;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Runtime.Tests.Engine;

/// <summary>Questions that find their aggregate idle are answered where they are asked.</summary>
public sealed class QuestionTests
{
    /// <summary>Only ends a test that would hang.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task What_comes_while_a_question_looks_at_the_journal_is_done_after_it()
    {
        var slow = new SlowJournal(_journal);
        using var world = new EngineWorld(slow);
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
        await EngineWorld.Until(() => world.Work.Count == 1);
        slow.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = world.Send(new ReviewCommand.Observe());
        await EngineWorld.Until(() => slow.Waiting > 0);
        var cancelled = world.Send(new ReviewCommand.Cancel("why"));
        var second = world.Send(new ReviewCommand.Observe());
        Assert.False(first.IsCompleted || cancelled.IsCompleted || second.IsCompleted);

        slow.Gate.SetResult();
        Assert.Equal(ReviewStatus.Running, (await first.WaitAsync(Bound)).Reply!.Status);
        Assert.Equal(ReviewStatus.Cancelled, (await cancelled.WaitAsync(Bound)).Reply!.Status);
        Assert.Equal(ReviewStatus.Cancelled, (await second.WaitAsync(Bound)).Reply!.Status);
    }

    [Fact]
    public async Task A_question_that_the_journal_cannot_answer_fails_and_the_next_does_not()
    {
        var slow = new SlowJournal(_journal);
        using var world = new EngineWorld(slow);
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
        await EngineWorld.Until(() => world.Work.Count == 1);
        slow.Gate = new TaskCompletionSource();
        slow.Gate.SetException(new IOException("gone"));
        await Assert.ThrowsAsync<IOException>(() => world.Send(new ReviewCommand.Observe()));
        slow.Gate = null;
        Assert.Equal(ReviewStatus.Running, (await world.Send(new ReviewCommand.Observe()).WaitAsync(Bound)).Reply!.Status);
    }

    /// <summary>Reads of a stream wait for the gate.</summary>
    private sealed class SlowJournal(IJournal inner) : PassingJournal(inner)
    {
        public TaskCompletionSource? Gate { get; set; }

        public int Waiting { get; private set; }

        public override async ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken)
        {
            if (Gate is { } gate)
            {
                Waiting++;
                await gate.Task;
            }

            return await base.ReadAsync(stream, afterVersion, cancellationToken);
        }
    }
}
