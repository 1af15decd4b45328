using System.Collections.Concurrent;
using Synapse.Benchmarks;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;

namespace Synapse.Cluster.Benchmarks;

/// <summary>Specialists that report at once, each through the review's grain; and who waits for which verdict.</summary>
internal sealed class BenchWork
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    public Task WaitAsync(string id) => (_waiting[id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The specialists of one silo.</summary>
    public IWorkRunner Of(Func<IEngine> engine) => new Runner(this, engine);

    private async Task ReportAsync(IEngine engine, AggregateId id, HandOutWork work)
    {
        try
        {
            var answer = await engine.SendAsync<ReviewCommand, ReviewReply>(id, ReviewShape.ReportOf(work), work.Agent, $"{id.Id}-{work.Agent}");
            if (answer.Reply!.Verdict is not null && _waiting.TryRemove(id.Id, out var waiting))
            {
                waiting.SetResult();
            }
        }
        catch (Exception e)
        {
            if (_waiting.TryGetValue(id.Id, out var waiting))
            {
                waiting.TrySetException(e);
            }
        }
    }

    private sealed class Runner(BenchWork work, Func<IEngine> engine) : IWorkRunner
    {
        public ValueTask StartAsync(AggregateId aggregate, HandOutWork handOut, CancellationToken cancellationToken)
        {
            _ = work.ReportAsync(engine(), aggregate, handOut);
            return ValueTask.CompletedTask;
        }

        public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
