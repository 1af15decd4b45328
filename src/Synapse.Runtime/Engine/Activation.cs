using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// One aggregate in memory, for a host that keeps a place for each of its own, such as a grain: the mailbox, the one loop and the clock of its
/// timers. There may be a second one elsewhere for a while; whoever commits later reads again. May be called from any thread.
/// </summary>
public sealed class Activation<TAggregate, TState, TCommand, TEvent, TReply>
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    private readonly AggregateId _id;
    private readonly AggregateServices _services;
    private readonly Mailbox<TAggregate, TState, TCommand, TEvent, TReply> _mailbox;
    private readonly WakeTimers _timers;
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="scheduler">Runs everything of this aggregate, one thing at a time, but for a question that finds it idle.</param>
    public Activation(AggregateId id, StoredForm<TState, TEvent> form, AggregateServices services, TaskScheduler scheduler)
    {
        (_id, _services) = (id, services);
        _timers = new WakeTimers(services.Time, timer => _ = FireAsync(timer));
        var effects = new EffectRunner(services.Work, services.Signals, services.Teller, _timers);
        var loop = new AggregateLoop<TAggregate, TState, TCommand, TEvent, TReply>(id, services.Journal, form, effects, services.Limits, services.Time);
        _mailbox = new Mailbox<TAggregate, TState, TCommand, TEvent, TReply>(loop, scheduler, services.Limits, _stopping.Token);
    }

    /// <summary>When the next of its timers is due; null for none.</summary>
    public DateTimeOffset? NextTimer => _timers.Next;

    /// <summary>Answers once the command's events are in the journal; commands that wait together share one write.</summary>
    public Task<Answer<TReply>> SendAsync(TCommand command, string actor, string commandId) => _mailbox.SendAsync(command, actor, commandId);

    /// <summary>Runs the effects that were left behind, and sees to the timers that the journal has. Call it at the start and whenever something may have been missed.</summary>
    /// <returns>Whether the journal had timers.</returns>
    public async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        if (!await _mailbox.RecoverAsync())
        {
            return false;
        }

        var timers = await _services.Journal.ReadTimersAsync(_id, cancellationToken);
        foreach (var timer in timers)
        {
            if (timer.DueAt <= _services.Time.GetUtcNow())
            {
                _ = FireAsync(timer);
            }
            else
            {
                _timers.Set(timer);
            }
        }

        return timers.Count > 0;
    }

    /// <summary>Waits for what is being committed and its effects, as long as it may; nothing fires any more after that.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _mailbox.SettleAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What is committed is in the journal, and whoever is next does the effects that are left.
        }

        await _stopping.CancelAsync();
        _timers.Dispose();
    }

    /// <summary>A timer that could not be answered is in the journal still, and is tried again.</summary>
    private async Task FireAsync(StreamTimer timer)
    {
        try
        {
            await _mailbox.FireAsync(timer);
        }
        catch (Exception) when (!_stopping.IsCancellationRequested)
        {
            _timers.Set(timer, _services.Time.GetUtcNow() + _services.Limits.TimerPoll);
        }
        catch (Exception)
        {
            // The next activation finds it.
        }
    }
}
