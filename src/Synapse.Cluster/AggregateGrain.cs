using Orleans.Concurrency;
using Synapse.Cluster.Client;
using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster;

/// <summary>
/// The shell around one aggregate: it finds the aggregate of its key, hands commands to the one loop and keeps a reminder while timers wait.
/// Calls interleave, so that those that come together share one write; the loop decides them one after another all the same.
/// </summary>
[Reentrant]
public abstract class AggregateGrain<TAggregate, TState, TCommand, TEvent, TReply>(StoredForm<TState, TEvent> form, AggregateServices services, WakeBook wakes, HostSettings host)
    : Grain, IAggregateGrain, IRemindable
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    private const string Reminder = "wake";

    /// <summary>The shortest period that Orleans takes.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private Activation<TAggregate, TState, TCommand, TEvent, TReply>? _activation;
    private Refusal _unknown = AggregateId.Malformed;
    private bool _isBehind;
    private IGrainTimer? _watch;
    private bool _isWatching;
    private IGrainReminder? _reminder;

    /// <summary>Does not wait for the journal: commands queue up behind the first reading, as many as may.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (GrainKeys.Read(TAggregate.Kind, this.GetPrimaryKeyString()) is not { } id)
        {
            return Task.CompletedTask;
        }

        if (id.Tenant != AggregateId.HostTenant && host.RefusalOf(id.Tenant) is { } unserved)
        {
            _unknown = unserved;
        }
        else
        {
            _activation = new Activation<TAggregate, TState, TCommand, TEvent, TReply>(id, form, services, TaskScheduler.Current);
            _isBehind = true;
            _ = CatchUpAsync();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_activation is { } activation)
        {
            var next = activation.NextTimer;
            await activation.StopAsync(cancellationToken);
            if (next is { } due)
            {
                await RemindAsync(due);
            }
        }
    }

    public Task WakeAsync(CancellationToken cancellationToken) => _activation is null ? Task.CompletedTask : CatchUpAsync(cancellationToken);

    public Task<WakeRecord?> ReadLastWakeAsync(CancellationToken cancellationToken) => wakes.ReadAsync(this.GetGrainId());

    /// <summary>A reminder that comes late, twice or to another silo does no harm: what is due is in the journal.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminder ??= await this.GetReminder(Reminder);
        await wakes.WriteAsync(this.GetGrainId(), new WakeRecord(services.Time.GetUtcNow(), _activation?.NextTimer, wakes.Silo));
        await WakeAsync(CancellationToken.None);
        await WatchAsync();
    }

    /// <summary>Hands a command to the aggregate.</summary>
    protected async Task<Answer<TReply>> SendAsync(TCommand command, CommandContext context, CancellationToken cancellationToken)
    {
        if (_activation is null)
        {
            return new Answer<TReply>(null, _unknown);
        }

        if (!TAggregate.IsQuestion(command))
        {
            Watch();
        }

        return await _activation.SendAsync(command, context.Actor, context.CommandId).WaitAsync(cancellationToken);
    }

    /// <summary>What a new activation has to make up for; while the journal is out of reach it stays to be done.</summary>
    private async Task CatchUpAsync()
    {
        try
        {
            await CatchUpAsync(CancellationToken.None);
            _isBehind = false;
        }
        catch (Exception)
        {
            Watch();
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (await _activation!.CatchUpAsync(cancellationToken))
        {
            Watch();
        }
    }

    /// <summary>Looks now and then whether timers wait, for as long as they do.</summary>
    private void Watch()
    {
        if (!_isWatching)
        {
            _isWatching = true;
            _watch ??= this.RegisterGrainTimer(WatchAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
            _watch.Change(wakes.Limits.ReminderAfter, wakes.Limits.ReminderAfter);
        }
    }

    private async Task WatchAsync()
    {
        if (_isBehind)
        {
            await CatchUpAsync();
            return;
        }

        if (_activation?.NextTimer is { } next)
        {
            // What waits for a timer stays in memory: the work it waits for answers here.
            DelayDeactivation(next - services.Time.GetUtcNow() + Period);
            await RemindAsync(next);
        }
        else
        {
            _watch?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isWatching = false;
            if (_reminder is { } reminder)
            {
                _reminder = null;
                await this.UnregisterReminder(reminder);
            }
        }
    }

    /// <summary>One reminder for all timers of the aggregate: it comes at the earliest, and every minute after that until none is left.</summary>
    private async Task RemindAsync(DateTimeOffset next)
    {
        if (_reminder is null)
        {
            var wait = next - services.Time.GetUtcNow();
            _reminder = await this.RegisterOrUpdateReminder(Reminder, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Period);
        }
    }
}
