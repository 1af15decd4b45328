using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Queues;

namespace Synapse.Hosting.Work;

/// <summary>Runs the deterministic specialists of reviews in this process: takes their work out of the queue and sends what they say to the reviews.</summary>
public sealed class ReviewWorkers : IWorkHandler, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ReviewWorkCache _reviews;
    private readonly IEngine _engine;
    private readonly TimeProvider _time;
    private readonly ILogger<ReviewWorkers> _log;
    private readonly QueueWorkers _workers;

    /// <param name="engine">Has the queue, and takes the answers.</param>
    public ReviewWorkers(ReviewAgents agents, IJournalStore journal, IEngine engine, QueueWorkerOptions options, TimeProvider time, ILogger<ReviewWorkers> log)
    {
        (_engine, _time, _log) = (engine, time, log);
        Agents = [.. agents.Specialists.Select(s => s.Id)];
        _reviews = new ReviewWorkCache(agents, journal, _stopping.Token);
        _workers = new QueueWorkers(engine, [ReviewQueue.Id], this, options, time, TaskScheduler.Default);
    }

    public IReadOnlyList<string> Agents { get; }

    /// <summary>Pieces of work that waited when the queue last said so.</summary>
    public long Waiting => _workers.Seen?.Ready ?? 0;

    /// <summary>Workers that are at work.</summary>
    public int Busy => _workers.Busy;

    /// <summary>Says that a queue may have work.</summary>
    public void Offer(AggregateId queue) => _workers.Offer(queue);

    /// <summary>Takes nothing more and waits for what is being done, as long as it may. What is left then goes to others.</summary>
    /// <returns>How many workers are still at work.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        await _workers.DrainAsync(cancellationToken);
        return Busy;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _workers.DisposeAsync();
        _stopping.Dispose();
    }

    public async Task<WorkResult> RunAsync(AggregateId queue, ClaimedWork work, CancellationToken cancellationToken)
    {
        var (review, handedOut, parent) = ReviewQueue.Read(work.Item);
        if (_time.GetUtcNow() > handedOut.Deadline)
        {
            _log.LogWarning("{Agent} was to read {Review} before {Deadline:O}; its turn came later", handedOut.Agent, review, handedOut.Deadline);
            return WorkResult.Done;
        }

        using var activity = HostTelemetry.Activities.StartActivity("specialist", ActivityKind.Internal, parent);
        activity?.SetTag("synapse.review", review.ToString()).SetTag("synapse.specialist", handedOut.Agent);
        await SpecialistRun.SendAsync(_engine, review, handedOut.Agent, await AnswerAsync(review, handedOut.Agent));
        return WorkResult.Done;
    }

    private async Task<ReviewCommand> AnswerAsync(AggregateId review, string agent)
    {
        try
        {
            var work = await _reviews.TakeAsync(review);
            return await SpecialistRun.AnswerAsync(work.Scan, work.Recorded, agent);
        }
        catch (InvalidDataException e)
        {
            return new ReviewCommand.ReportFailure(agent, e.Message);
        }
        finally
        {
            _reviews.Return(review);
        }
    }
}
