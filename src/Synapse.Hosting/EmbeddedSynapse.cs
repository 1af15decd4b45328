using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Contracts.Signals;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Marketplace;
using Synapse.Hosting.Reviews;
using Synapse.Hosting.Work;
using Synapse.Runtime;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Postgres;
using Synapse.Storage.Sqlite;

namespace Synapse.Hosting;

/// <summary>All of Synapse in this process: engine, worker pool and journal. Dispose it, and what is left is done at the next start.</summary>
public sealed class EmbeddedSynapse : ISynapse, IAsyncDisposable
{
    private const int Page = 1_000;

    /// <summary>How often whoever follows a review looks at the journal unasked.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly EventSignals _signals = new EventSignals().HostAll();
    private readonly SignalBell _bell = new();
    private readonly EmbeddedOptions _options;
    private readonly IJournalStore _journal;
    private readonly TimeProvider _time;
    private readonly EmbeddedEngine _engine;
    private readonly ReviewWorkers _workers;
    private readonly ReviewMarket _market;
    private readonly ReviewDesk _desk;
    private bool _isDisposed;

    private EmbeddedSynapse(EmbeddedOptions options, IJournalStore journal, TimeProvider time, ILoggerFactory logs)
    {
        (_options, _journal, _time) = (options, journal, time);
        var agents = new ReviewAgents(options.Configuration ?? SiloConfiguration.LoadDefault(), options.Packs);
        var work = new QueuedWork(queue => _workers?.Offer(queue));
        work.Engine = _engine = new EmbeddedEngine(journal, work, _bell, time, TaskScheduler.Default, options.Limits).HostAll();
        _workers = new ReviewWorkers(agents, journal, _engine, options.Workers, time, logs.CreateLogger<ReviewWorkers>());
        _market = new ReviewMarket(agents, journal, _engine, time);
        _desk = new ReviewDesk(_engine, journal, agents, _market, time);
    }

    /// <summary>The engine, for what the contract has no words for: agents, queues, the market, budgets.</summary>
    public IEngine Engine => _engine;

    /// <summary>Opens the journal, and goes on with what was left when the process ended last.</summary>
    public static async Task<EmbeddedSynapse> StartAsync(EmbeddedOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken cancellationToken = default)
    {
        var journal = options.Postgres is { } postgres
            ? await PostgresJournal.OpenAsync(postgres, time, cancellationToken: cancellationToken)
            : await SqliteJournal.OpenAsync(options.File, time, cancellationToken: cancellationToken);
        var synapse = new EmbeddedSynapse(options, journal, time, logs);
        try
        {
            await synapse._engine.RecoverAsync(cancellationToken);
            await new ReviewRecovery(synapse._engine, journal.Reviews).ResumeAsync($"start/{time.GetUtcNow():O}", cancellationToken);
            return synapse;
        }
        catch
        {
            await synapse.DisposeAsync();
            throw;
        }
    }

    public Task<Outcome<ReviewTicket>> SubmitAsync(ReviewSubmission submission, CancellationToken cancellationToken = default) =>
        _desk.SubmitAsync(_options.Tenant, _options.Actor, submission, cancellationToken);

    public Task<Outcome<ReviewTicket>> FindAsync(string reviewId, CancellationToken cancellationToken = default) => _desk.FindAsync(_options.Tenant, _options.Actor, reviewId);

    public async Task<Outcome<ReviewReport>> ReadReportAsync(string reviewId, CancellationToken cancellationToken = default)
    {
        var json = await _desk.ReadReportAsync(_options.Tenant, reviewId, cancellationToken);
        return new Outcome<ReviewReport>(json.Value is { } text ? ReviewReportReader.Read(text) : null, json.Problem);
    }

    public Task<Outcome<ReviewTicket>> CancelAsync(string reviewId, string reason, CancellationToken cancellationToken = default) =>
        _desk.CancelAsync(_options.Tenant, _options.Actor, reviewId, reason);

    public Task<Outcome<ReviewTicket>> AnswerAsync(string reviewId, FindingResponse response, CancellationToken cancellationToken = default) =>
        _desk.AnswerAsync(_options.Tenant, _options.Actor, reviewId, response);

    public async IAsyncEnumerable<SignalMessage> FollowAsync(string reviewId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (await FindAsync(reviewId, cancellationToken)).Required();
        var id = new AggregateId(_options.Tenant, ReviewAggregate.Kind, reviewId);
        for (var after = 0L; ;)
        {
            var next = _bell.NextAsync(id.ToString());
            var events = await _journal.ReadAllAsync(id, after, Page, cancellationToken);
            foreach (var @event in events)
            {
                after = @event.Position;
                foreach (var (signalId, signal) in _signals.Of(@event))
                {
                    yield return SignalMessages.Of(signalId, signal, id.Tenant, @event.Event.At);
                    if (signal.Type is SignalTypes.ReviewSummarised or SignalTypes.ReviewCancelled)
                    {
                        yield break;
                    }
                }
            }

            if (events.Count < Page)
            {
                // Another process on the same journal may have gone on with the review: nobody rings here then.
                await Task.WhenAny(next, Task.Delay(Look, _time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _workers.DisposeAsync();
        _market.Dispose();
        _engine.Dispose();
        await _journal.DisposeAsync();
    }
}
