using System.Collections.Concurrent;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Benchmarks;

/// <summary>An engine as a host sets it up, with three specialists that report at once, so that what is measured is the engine and the journal.</summary>
/// <param name="isAnswering">Without, work is handed out and nobody reports.</param>
internal sealed class ReviewLoad : IWorkRunner, ISignalSink, IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Verdict>> _waiting = new(StringComparer.Ordinal);
    private readonly bool _isAnswering;

    public ReviewLoad(IJournal journal, bool isAnswering)
    {
        _isAnswering = isAnswering;
        Engine = new EmbeddedEngine(journal, this, this, TimeProvider.System, TaskScheduler.Default, EngineLimits.Default)
            .HostAll();
    }

    public EmbeddedEngine Engine { get; }

    /// <summary>Sends a request; ends when it is accepted.</summary>
    public async Task RequestAsync(string id)
    {
        var answer = await Engine.SendAsync<ReviewCommand, ReviewReply>(ReviewShape.IdOf(id), ReviewShape.Request, "bench", id);
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

    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Dispose() => Engine.Dispose();

    private async Task ReportAsync(AggregateId id, HandOutWork work)
    {
        try
        {
            var answer = await Engine.SendAsync<ReviewCommand, ReviewReply>(id, ReviewShape.ReportOf(work), work.Agent, $"{id.Id}-{work.Agent}");
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
