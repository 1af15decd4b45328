using System.Collections.Concurrent;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>The engine of one process: a mailbox per aggregate, on a given scheduler, clock and journal.</summary>
public sealed class EmbeddedEngine : IEngine, IKindHost, IDisposable
{
    private const int RecoveryPage = 1_000;

    /// <summary>Streams recovered at the same time; they share commits.</summary>
    private const int RecoveryWidth = 50;

    private readonly ConcurrentDictionary<AggregateId, IMailbox> _mailboxes = new();
    private readonly Dictionary<string, Func<AggregateId, IMailbox>> _kinds = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IJournal _journal;
    private readonly TimeProvider _time;
    private readonly TaskScheduler _scheduler;
    private readonly EngineLimits _limits;
    private readonly Teller _teller;
    private readonly EffectRunner _effects;
    private readonly TimerPump _timers;
    private readonly WakeTimers _wakeTimers;
    private readonly Upkeep _upkeep;
    private bool _isPolling;

    public EmbeddedEngine(IJournal journal, IWorkRunner work, ISignalSink signals, TimeProvider time, TaskScheduler scheduler, EngineLimits limits)
    {
        (_journal, _time, _scheduler, _limits, _teller) = (journal, time, scheduler, limits, new Teller(this));
        _timers = new TimerPump(journal, time, limits, timer => MailboxOf(timer.Stream).FireAsync(timer));
        _wakeTimers = new WakeTimers(time, _timers.Fire);
        _effects = new EffectRunner(work, signals, _teller, _wakeTimers);
        _upkeep = new Upkeep(journal, time, limits, _mailboxes, id => MailboxOf(id).RecoverAsync());
    }

    /// <summary>Aggregates in memory, for a metric.</summary>
    public int ActiveCount => _mailboxes.Count;

    public void Add<TAggregate, TState, TCommand, TEvent, TReply>(StoredForm<TState, TEvent> form)
        where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
        where TReply : class
    {
        _teller.Add<TAggregate, TState, TCommand, TEvent, TReply>(form);
        _kinds[TAggregate.Kind] = id => new Mailbox<TAggregate, TState, TCommand, TEvent, TReply>(
            new AggregateLoop<TAggregate, TState, TCommand, TEvent, TReply>(id, _journal, form, _effects, _limits, _time), _scheduler, _limits, _stopping.Token);
    }

    public Task<Answer<TReply>> SendAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId)
        where TReply : class
    {
        if (!AggregateId.IsValid(id))
        {
            return Task.FromResult(new Answer<TReply>(null, AggregateId.Malformed));
        }

        return MailboxOf(id) is ISender<TCommand, TReply> mailbox
            ? mailbox.SendAsync(command, actor, commandId)
            : throw new InvalidOperationException($"'{id.Kind}' does not take commands of type {typeof(TCommand).Name}");
    }

    /// <summary>
    /// Runs the effects that an earlier process persisted but did not run, and starts to fire the timers that wait in the journal and to
    /// keep the engine in order. Call it at the start, after all kinds are known; when it fails, call it again.
    /// </summary>
    /// <exception cref="AggregateException">Some streams could not be recovered, each for the reason given; all others were.</exception>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        if (!_isPolling)
        {
            _isPolling = true;
            _ = Task.Factory.StartNew(() => _timers.RunAsync(_stopping.Token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
            _ = Task.Factory.StartNew(() => _upkeep.RunAsync(_stopping.Token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
        }

        var failures = new List<Exception>();
        IReadOnlyList<AggregateId> page = [];
        do
        {
            page = await _journal.ReadBehindAsync(page.Count == 0 ? null : page[^1], RecoveryPage, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            failures.AddRange((await Task.WhenAll(page.Chunk(RecoveryPage / RecoveryWidth).Select(RecoverAsync))).SelectMany(f => f));
        }
        while (page.Count == RecoveryPage);

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    /// <summary>Tries the effect of a dead letter again, as often as a new one; true when it was done and the letter is resolved.</summary>
    public Task<bool> RetryAsync(DeadLetter letter) => MailboxOf(letter.Stream).RetryAsync(letter);

    public void Dispose()
    {
        _stopping.Cancel();
        _wakeTimers.Dispose();
        _stopping.Dispose();
    }

    /// <summary>One stream after the other; what could not be recovered, and why.</summary>
    private async Task<IReadOnlyList<Exception>> RecoverAsync(IReadOnlyList<AggregateId> streams)
    {
        var failures = new List<Exception>();
        foreach (var id in streams)
        {
            try
            {
                await MailboxOf(id).RecoverAsync();
            }
            catch (Exception e)
            {
                failures.Add(new InvalidOperationException($"{id} could not be recovered: {e.Message}", e));
            }
        }

        return failures;
    }

    private IMailbox MailboxOf(AggregateId id) => _mailboxes.GetOrAdd(id, static (key, kinds) =>
        kinds.TryGetValue(key.Kind, out var make) ? make(key) : throw new InvalidOperationException($"no aggregate of kind '{key.Kind}' is hosted"), _kinds);
}
