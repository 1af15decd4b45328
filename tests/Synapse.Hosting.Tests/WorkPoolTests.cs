using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Analysis.Rules;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Work;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Reviews;
using Synapse.Storage;

namespace Synapse.Hosting.Tests;

public sealed class WorkPoolTests : IAsyncLifetime
{
    private static readonly HandOutWork Work = new("security", "1", DateTimeOffset.MaxValue);

    private readonly MemoryJournal _journal = new();
    private readonly HeldEngine _engine = new();
    private readonly WorkPool _pool;

    public WorkPoolTests() => _pool = new WorkPool(
        new ReviewAgents(SiloConfiguration.LoadDefault(), RulePacks.Embedded), _journal, _engine, new WorkPoolLimits(1, 3, TimeSpan.FromMilliseconds(1)), TimeProvider.System, NullLogger<WorkPool>.Instance);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _engine.Open.TrySetResult();
        return _pool.DisposeAsync();
    }

    [Fact]
    public async Task More_work_than_may_wait_is_refused_and_the_same_work_is_taken_once()
    {
        await StartAsync("held");
        await Until(() => _pool.Waiting == 0);
        foreach (var id in (string[])["a", "b", "b", "c", "c"])
        {
            await StartAsync(id);
        }

        Assert.Equal((3, 4), (_pool.Waiting, _pool.Count));
        Assert.Contains("3 pieces of work wait", (await Assert.ThrowsAsync<WorkRefusedException>(() => StartAsync("d"))).Message, StringComparison.Ordinal);
        _engine.Open.SetResult();
        Assert.Equal(0, await _pool.DrainAsync(CancellationToken.None));
        Assert.Equal(["held", "a", "b", "c"], _engine.Answered);
    }

    [Fact]
    public async Task Work_that_is_recalled_while_it_waits_is_not_done()
    {
        await StartAsync("held");
        await StartAsync("a");
        await _pool.RecallAsync(IdOf("a"), new RecallWork(Work.Agent, Work.Deadline), CancellationToken.None);
        _engine.Open.SetResult();
        await _pool.DrainAsync(CancellationToken.None);
        Assert.Equal(["held"], _engine.Answered);
    }

    [Fact]
    public async Task An_answer_that_is_not_taken_is_sent_again_until_it_is()
    {
        _engine.Failures = 5;
        _engine.Open.SetResult();
        await StartAsync("a");
        await _pool.DrainAsync(CancellationToken.None);
        Assert.Equal(["a"], _engine.Answered);
        Assert.Equal(0, _engine.Failures);
    }

    [Fact]
    public async Task A_drain_that_may_not_wait_says_how_much_is_left()
    {
        await StartAsync("held");
        await StartAsync("a");
        Assert.Equal(2, await _pool.DrainAsync(new CancellationToken(true)));
    }

    [Fact]
    public async Task A_change_that_is_not_stored_is_a_failure_of_the_specialist_and_not_of_the_pool()
    {
        _engine.Open.SetResult();
        await StartAsync("a");
        await _pool.DrainAsync(CancellationToken.None);
        Assert.Equal("what this review reads is not stored", Assert.IsType<ReviewCommand.ReportFailure>(Assert.Single(_engine.Commands)).Cause);
    }

    private Task StartAsync(string id) => _pool.StartAsync(IdOf(id), Work, CancellationToken.None).AsTask();

    private static AggregateId IdOf(string id) => new("t", ReviewAggregate.Kind, id);

    private static async Task Until(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(1, bound.Token);
        }
    }

    /// <summary>Takes answers once it is opened, and not before it has failed as often as it should.</summary>
    private sealed class HeldEngine : IEngine
    {
        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Failures { get; set; }

        public List<string> Answered { get; } = [];

        public List<object?> Commands { get; } = [];

        public async Task<Answer<TReply>> SendAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId)
            where TReply : class
        {
            await Open.Task;
            if (Failures > 0)
            {
                Failures--;
                throw new IOException("out of reach");
            }

            Answered.Add(id.Id);
            Commands.Add(command);
            return new Answer<TReply>((TReply)(object)new ReviewReply(ReviewStatus.Running, null), null);
        }
    }
}
