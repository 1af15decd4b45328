using System.Collections.Concurrent;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Engine;

/// <summary>The engine of one process: a mailbox per aggregate, on a given scheduler, clock and journal.</summary>
public sealed class EmbeddedEngine : IEngine, IDisposable
{
    private readonly ConcurrentDictionary<AggregateId, IMailbox> _mailboxes = new();
    private readonly Dictionary<string, Func<AggregateId, IMailbox>> _kinds = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IJournal _journal;
    private readonly TimeProvider _time;
    private readonly TaskScheduler _scheduler;
    private readonly EngineLimits _limits;
    private readonly EffectRunner _effects;

    public EmbeddedEngine(IJournal journal, IWorkRunner work, ISignalSink signals, TimeProvider time, TaskScheduler scheduler, EngineLimits limits)
    {
        (_journal, _time, _scheduler, _limits) = (journal, time, scheduler, limits);
        _effects = new EffectRunner(work, signals, time, (id, command, commandId) => MailboxOf(id).Post(command, "synapse", commandId));
    }

    /// <summary>Makes a kind of aggregate known. Call it before the first command.</summary>
    public EmbeddedEngine Host<TAggregate, TState, TCommand, TEvent, TReply>(IEventCodec<TEvent> codec)
        where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
        where TReply : class
    {
        _kinds[TAggregate.Kind] = id => new Mailbox<TAggregate, TState, TCommand, TEvent, TReply>(
            new AggregateLoop<TAggregate, TState, TCommand, TEvent, TReply>(id, _journal, codec, _effects, _time), _scheduler, _limits, _stopping.Token);
        return this;
    }

    public Task<Answer<TReply>> SendAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId)
        where TReply : class
    {
        if (!AggregateId.IsValidPart(id.Tenant) || !AggregateId.IsValidPart(id.Id))
        {
            return Task.FromResult(new Answer<TReply>(null, new Refusal(
                RefusalCode.Invalid, $"an id has 1 to {AggregateId.MaxPartLength} letters, digits, '-', '_' or '.' in each part")));
        }

        return MailboxOf(id) is ISender<TCommand, TReply> mailbox
            ? mailbox.SendAsync(command, actor, commandId)
            : throw new InvalidOperationException($"'{id.Kind}' does not take commands of type {typeof(TCommand).Name}");
    }

    /// <summary>Runs the effects that an earlier process persisted but did not run. Call it once at the start.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await _journal.ReadBehindAsync(null, IJournal.MaxPage, cancellationToken))
        {
            await MailboxOf(id).RecoverAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _effects.Dispose();
        _stopping.Dispose();
    }

    private IMailbox MailboxOf(AggregateId id) => _mailboxes.GetOrAdd(id, static (key, kinds) =>
        kinds.TryGetValue(key.Kind, out var make) ? make(key) : throw new InvalidOperationException($"no aggregate of kind '{key.Kind}' is hosted"), _kinds);
}
