using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// The one loop of every engine, for one aggregate: load, decide a batch of commands on the state in memory, append all their
/// events in one write, answer everyone, run the effects. It is called by one caller at a time.
/// </summary>
internal sealed class AggregateLoop<TAggregate, TState, TCommand, TEvent, TReply>(
    AggregateId id, IJournal journal, StoredForm<TState, TEvent> form, EffectRunner effects, EngineLimits limits, TimeProvider time)
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    /// <summary>Appends that conflict before the senders are asked to wait.</summary>
    private const int MaxConflicts = 8;

    private static readonly Refusal TimerGone = new(RefusalCode.Conflict, "the timer was cancelled, replaced or fired elsewhere");

    /// <summary>The clock was set back since it fired; it stays in the journal and fires again.</summary>
    private static readonly Refusal TimerEarly = new(RefusalCode.WrongState, "the timer is not due yet");

    private readonly AggregateStore<TAggregate, TState, TCommand, TEvent, TReply> _store = new(id, journal, form);
    private readonly ReactedMarks _marks = new(id, journal);
    private TState _state = TAggregate.Empty;
    private long _version;
    private long _reacted;
    private long _snapshot;
    private long _size;
    private long _bytes;
    private bool _isCompactable;
    private bool _loaded;

    /// <summary>Decides and commits a batch with at most one fired timer in it. Every envelope is answered, or failed when the journal is.</summary>
    public async Task RunAsync(IReadOnlyList<Envelope<TCommand, TReply>> batch, CancellationToken cancellationToken)
    {
        Enter(batch[0].Context);
        try
        {
            var events = await CommitAsync([.. batch], cancellationToken);
            await ReactAsync(events, cancellationToken);
            await CompactAsync(cancellationToken);
        }
        catch (Exception e)
        {
            // What is in memory may be ahead of the journal: forget it, so that the next command reads the truth.
            _loaded = false;
            foreach (var envelope in batch)
            {
                envelope.Completion.TrySetException(e);
            }
        }
    }

    /// <summary>Answers a question from the state in memory; null when that is not what the journal has, or nothing has been read yet.</summary>
    public async ValueTask<Answer<TReply>?> AskAsync(TCommand command, string actor, string commandId, CancellationToken cancellationToken)
    {
        if (!_loaded)
        {
            return null;
        }

        var decision = TAggregate.Decide(_state, command, new Facts(time.GetUtcNow(), actor, commandId));
        return decision.Events.Count == 0 && await IsAtAsync(_version, cancellationToken) ? new Answer<TReply>(decision.Reply, decision.Refusal) : null;
    }

    /// <summary>Runs the effects that a crash kept from running; false when there is no such stream.</summary>
    public async Task<bool> RecoverAsync(CancellationToken cancellationToken)
    {
        _loaded = false;
        var loaded = await _store.LoadAsync(-1, cancellationToken);
        Take(loaded);
        var left = loaded.Events.Where(e => e.Version > _reacted).ToList();
        await RunEffectsAsync(left, cancellationToken);
        if (left.Count == 0 && loaded.ReactedVersion < _reacted)
        {
            // All was done here; only the note of it was lost.
            _marks.Add(_reacted);
        }

        return _version > 0;
    }

    /// <summary>Tries a dead letter's effect again; true when it was done, or is not wanted any more, and the letter is resolved.</summary>
    public async Task<bool> RetryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        if (await TryAsync(letter.Version, letter.Index, EffectCodec.Decode(letter.Effect), letter.Tries, cancellationToken) is { } again)
        {
            await journal.RecordDeadLetterAsync(again, cancellationToken);
            return false;
        }

        return await journal.ResolveDeadLetterAsync(id, letter.Version, letter.Index, cancellationToken);
    }

    /// <summary>Answers the batch once it is in the journal, and gives its events.</summary>
    private async Task<IReadOnlyList<DecidedEvent>> CommitAsync(List<Envelope<TCommand, TReply>> batch, CancellationToken cancellationToken)
    {
        var unheard = new List<DecidedBatch<TState, TCommand, TReply>>();
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var isFresh = await RefreshAsync(cancellationToken);
            foreach (var sent in unheard)
            {
                if (await _store.HasAsync(sent.Append, cancellationToken))
                {
                    return Answer(sent);
                }
            }

            var now = time.GetUtcNow();
            Drop(batch, timer => timer.DueAt > now, TimerEarly);
            var decided = Decide(batch, now);
            if (decided.Events.Count == 0)
            {
                // Nothing is written that the expected version would guard, and another activation may have moved the stream on.
                if (isFresh || await IsAtAsync(_version, cancellationToken))
                {
                    await RemoveTimerAsync(batch, cancellationToken);
                    return Answer(decided);
                }
            }
            else if (await AppendAsync(decided, batch, cancellationToken) is { } written)
            {
                if (written)
                {
                    return Answer(decided);
                }

                unheard.Add(decided);
            }

            _loaded = false;
        }

        return unheard.Count == 0 ? Refuse(batch) : throw new IOException($"the journal has not said whether the commands to {id} were written; send them again");
    }

    /// <summary>True: written. False: nobody knows. Null: not written, and to be decided again.</summary>
    private async Task<bool?> AppendAsync(DecidedBatch<TState, TCommand, TReply> decided, List<Envelope<TCommand, TReply>> batch, CancellationToken cancellationToken)
    {
        var status = await journal.AppendAsync(decided.Append, cancellationToken);
        if (status == AppendStatus.MissingBody)
        {
            // What is not stored cannot be held, and the events do not depend on it.
            status = await journal.AppendAsync(decided.Append with { Holds = [] }, cancellationToken);
        }

        switch (status)
        {
            case AppendStatus.Appended:
                (_state, _version) = (decided.State, _version + decided.Events.Count);
                (_snapshot, _size, _bytes) = decided.Append.Snapshot is { } snapshot ? (snapshot.Version, snapshot.State.Length, 0) : (_snapshot, _size, _bytes);
                _bytes += decided.Append.Events.Sum(e => e.Data.Length);
                _isCompactable |= decided.Append.Snapshot is not null;
                return true;
            case AppendStatus.Unknown:
                return false;
            default:
                if (decided.Append.Fired.Count > 0 && await IsAtAsync(_version, cancellationToken))
                {
                    Drop(batch, _ => true, TimerGone);
                }

                return null;
        }
    }

    private DecidedBatch<TState, TCommand, TReply> Decide(List<Envelope<TCommand, TReply>> batch, DateTimeOffset now)
    {
        var (state, events, data) = (_state, new List<DecidedEvent>(), new List<EventData>());
        var answers = new Answer<TReply>[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            var facts = new Facts(now, batch[i].Actor, batch[i].CommandId);
            var decision = TAggregate.Decide(state, batch[i].Command, facts);
            answers[i] = new Answer<TReply>(decision.Reply, decision.Refusal);
            foreach (var @event in decision.Events)
            {
                state = TAggregate.Evolve(state, @event);
                var (type, bytes) = form.Events.Encode(@event);
                data.Add(new EventData(type, bytes, facts.Now, facts.Actor, facts.CommandId));
                events.Add(new DecidedEvent(_version + data.Count, TAggregate.React(id, state, @event), batch[i].Context));
            }
        }

        // Only of a state whose effects have all run: recovery then never needs an event from before the snapshot.
        var isDue = _store.HasSnapshots && _reacted == _version && _version > _snapshot && (_version - _snapshot >= limits.SnapshotEvery || _bytes >= limits.SnapshotBytes)
            && _store.WeightOf(_state, _size) is var weight && (weight <= limits.SmallSnapshotBytes || _bytes >= weight);
        return new DecidedBatch<TState, TCommand, TReply>([.. batch], state, answers, events, _store.AppendOf(_version, data, events, TimerOf(batch), isDue, _state, state));
    }

    /// <summary>Reads the state unless it is known; whether it was read.</summary>
    private async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        if (_loaded)
        {
            return false;
        }

        Take(await _store.LoadAsync(cancellationToken));
        return true;
    }

    /// <summary>What this loop has done itself is done, though the note of it may not have reached the journal.</summary>
    private void Take(AggregateStore<TAggregate, TState, TCommand, TEvent, TReply>.Loaded loaded) =>
        (_state, _version, _reacted, _snapshot, _size, _bytes, _loaded) =
        (loaded.State, loaded.Version, Math.Max(_reacted, loaded.ReactedVersion), loaded.SnapshotVersion, loaded.SnapshotBytes, loaded.Bytes, true);

    /// <summary>What a snapshot covers is let go, where the kind is one that may be; for all others the journal keeps it.</summary>
    private async Task CompactAsync(CancellationToken cancellationToken)
    {
        if (_isCompactable)
        {
            _isCompactable = false;
            await journal.CompactAsync(id, cancellationToken);
        }
    }

    /// <summary>Runs the effects of new events, after those of earlier ones that have not run.</summary>
    private async Task ReactAsync(IReadOnlyList<DecidedEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count > 0 && events[0].Version > _reacted + 1)
        {
            await RecoverAsync(cancellationToken);
        }
        else
        {
            await RunEffectsAsync(events, cancellationToken);
        }
    }

    private async Task RunEffectsAsync(IReadOnlyList<DecidedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var (version, all, context) in events)
        {
            Enter(context);
            for (var index = 0; index < all.Count; index++)
            {
                if (await TryAsync(version, index, all[index], 0, cancellationToken) is { } letter)
                {
                    await journal.RecordDeadLetterAsync(letter, cancellationToken);
                }
            }
        }

        if (events.Count > 0)
        {
            _marks.Add(events[^1].Version);
            _reacted = events[^1].Version;
        }
    }

    /// <summary>Tries an effect a bounded number of times; null when it was done.</summary>
    private async Task<DeadLetter?> TryAsync(long version, int index, Effect effect, int earlierTries, CancellationToken cancellationToken)
    {
        var wait = limits.EffectBackoff;
        for (var tries = 1; ; tries++, wait *= 2)
        {
            if (!TAggregate.IsWanted(_state, effect))
            {
                return null;
            }

            try
            {
                await effects.RunAsync(id, EventSignals.IdOf(id, version, index), effect, cancellationToken);
                return null;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                if (tries >= limits.EffectTries)
                {
                    return new DeadLetter(id, version, index, EffectCodec.Encode(effect), $"{e.GetType().Name}: {e.Message}", earlierTries + tries, time.GetUtcNow());
                }
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    /// <summary>Goes on in a sender's context: whoever woke the mailbox may have been somebody else, and a trace is to follow the command.</summary>
    private static void Enter(ExecutionContext? context)
    {
        if (context is not null)
        {
            ExecutionContext.Restore(context);
        }
    }

    private static IReadOnlyList<DecidedEvent> Answer(DecidedBatch<TState, TCommand, TReply> decided)
    {
        for (var i = 0; i < decided.Answers.Length; i++)
        {
            decided.Envelopes[i].Completion.TrySetResult(decided.Answers[i]);
        }

        return decided.Events;
    }

    /// <summary>Whether the stream has not moved, so that a conflict was about the timer and not about the version.</summary>
    private async Task<bool> IsAtAsync(long version, CancellationToken cancellationToken) => (await journal.ReadAsync(id, version, cancellationToken)).Version == version;

    private static void Drop(List<Envelope<TCommand, TReply>> batch, Func<StreamTimer, bool> isDropped, Refusal refusal)
    {
        foreach (var envelope in batch.Where(e => e.Timer is { } timer && isDropped(timer)).ToList())
        {
            envelope.Completion.TrySetResult(new Answer<TReply>(null, refusal));
            batch.Remove(envelope);
        }
    }

    private IReadOnlyList<DecidedEvent> Refuse(List<Envelope<TCommand, TReply>> batch)
    {
        var refusal = new Refusal(
            RefusalCode.Overloaded, $"this aggregate is written by others without pause; send the command again after {limits.RetryAfter.TotalMilliseconds:0} ms");
        foreach (var envelope in batch)
        {
            envelope.Completion.TrySetResult(new Answer<TReply>(null, refusal));
        }

        return [];
    }

    private async Task RemoveTimerAsync(List<Envelope<TCommand, TReply>> batch, CancellationToken cancellationToken)
    {
        if (TimerOf(batch) is { } timer)
        {
            await journal.RemoveTimerAsync(timer, cancellationToken);
        }
    }

    private static StreamTimer? TimerOf(List<Envelope<TCommand, TReply>> batch) => batch.Find(e => e.Timer is not null)?.Timer;
}
