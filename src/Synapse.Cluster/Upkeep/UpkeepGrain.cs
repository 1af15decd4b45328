using Microsoft.Extensions.Logging;
using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Upkeep;

/// <summary>
/// Wakes aggregates that have something to do and may be in nobody's memory: those with effects that did not run, those with timers that are
/// overdue, and, when a silo is lost, all that may have been in it. A reminder brings it back when its own silo goes.
/// </summary>
[GrainType("synapse.upkeep")]
internal sealed class UpkeepGrain(
    IJournalStore journal, IGrainFactory grains, IClusterMembershipService membership, ClusterLimits limits, AggregateServices services, ILogger<UpkeepGrain> log)
    : Grain, IUpkeepGrain, IRemindable
{
    public const string Key = "cluster";

    private const string Reminder = "upkeep";
    private const int Page = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly ClusterEngine _engine = new(grains);
    private HashSet<AggregateId> _behind = [];
    private HashSet<SiloAddress> _silos = [];
    private DateTimeOffset _nextSweep;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, limits.MembershipPoll) { KeepAlive = true });
        await this.RegisterOrUpdateReminder(Reminder, Period, Period);
    }

    public Task BeatAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await WakeRunningAsync(cancellationToken);
        await WakeOverdueAsync(services.Time.GetUtcNow(), cancellationToken);
        await WakeBehindAsync(_ => true, cancellationToken);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = membership.CurrentSnapshot;
            var silos = snapshot.Members.Values.Where(m => m.Status == SiloStatus.Active).Select(m => m.SiloAddress).ToHashSet();
            if (_silos.Count == 0 || _silos.Except(silos).Any())
            {
                await WakeRunningAsync(cancellationToken);
            }

            _silos = silos;
            if (services.Time.GetUtcNow() >= _nextSweep)
            {
                await WakeOverdueAsync(services.Time.GetUtcNow() - limits.OverdueAfter, cancellationToken);

                // Only what was behind a round ago as well: the rest is being run by whoever committed it.
                await WakeBehindAsync(_behind.Contains, cancellationToken);
                _nextSweep = services.Time.GetUtcNow() + limits.Sweep;
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The next tick comes; until then the aggregates in memory look after themselves.
            log.LogWarning("The upkeep of the cluster was put off: {Cause}", e.Message);
        }
    }

    private async Task WakeRunningAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<AggregateId> page = [];
        do
        {
            page = await journal.Reviews.ReadRunningAsync(page.Count == 0 ? null : page[^1], Page, cancellationToken);
            await WakeAsync(page, cancellationToken);
        }
        while (page.Count == Page);
    }

    private async Task WakeOverdueAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var overdue = await journal.ReadDueTimersAsync(due, Page, cancellationToken);
        await WakeAsync([.. overdue.Select(t => t.Stream).Distinct()], cancellationToken);
    }

    private async Task WakeBehindAsync(Func<AggregateId, bool> isWoken, CancellationToken cancellationToken)
    {
        var seen = new HashSet<AggregateId>();
        IReadOnlyList<AggregateId> page = [];
        do
        {
            page = await journal.ReadBehindAsync(page.Count == 0 ? null : page[^1], Page, cancellationToken);
            seen.UnionWith(page);
            await WakeAsync([.. page.Where(isWoken)], cancellationToken);
        }
        while (page.Count == Page);

        _behind = seen;
    }

    private async Task WakeAsync(IReadOnlyList<AggregateId> ids, CancellationToken cancellationToken)
    {
        foreach (var few in ids.Chunk(limits.SweepWidth))
        {
            await Task.WhenAll(few.Select(async id =>
            {
                try
                {
                    await (_engine.GrainOf(id)?.WakeAsync(cancellationToken) ?? Task.CompletedTask);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    log.LogWarning("{Aggregate} could not be woken: {Cause}", id, e.Message);
                }
            }));
        }
    }
}
