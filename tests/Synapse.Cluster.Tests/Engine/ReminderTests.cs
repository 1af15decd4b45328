using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Synapse.Analysis.Rules;
using Synapse.Cluster.Client.Reviews;
using Synapse.Cluster.Tests.Postgres;
using Synapse.Conformance.Engine;
using Synapse.Conformance.Postgres;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Hosting.Agents;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Cluster.Tests.Engine;

/// <summary>Deadlines that only a reminder keeps: the sweep of the cluster never comes, and nobody asks for the review.</summary>
public sealed class ReminderTests(PostgresServer server)
{
    private static readonly CommandContext Context = new("tests", "request");
    private static readonly ClusterLimits Limits = ClusterLimits.Default with { ReminderAfter = TimeSpan.FromMilliseconds(20), MembershipPoll = TimeSpan.FromDays(1) };

    [Fact]
    public async Task A_deadline_is_kept_by_one_reminder_although_all_silos_were_lost()
    {
        var (database, journal) = (await server.SchemaAsync(), new MemoryJournal());
        await using (var first = Silos(database, journal))
        {
            await first.StartAsync(2);
            await RequestAsync(first, TimeSpan.FromSeconds(3));
            await DatabaseSilos.UntilAsync(async () => await CountAsync(database) == 1);
            Assert.Equal(3, (await journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None)).Count);
            await first.StopAtOnceAsync(1);
            await first.StopAtOnceAsync(0);
        }

        await using var second = Silos(database, journal);
        await second.StartAsync(2);
        await DatabaseSilos.UntilAsync(() => Types(journal).Contains("review.summarised/1"));
        Assert.Single(Types(journal), "review.summarised/1");
        var review = second.Of<IGrainFactory>(0).GetGrain<IReviewGrain>("t/r1");
        await DatabaseSilos.UntilAsync(async () => await review.ReadLastWakeAsync(CancellationToken.None) is not null && await CountAsync(database) == 0);
        Assert.NotEmpty((await review.ReadLastWakeAsync(CancellationToken.None))!.Silo);
        Assert.Equal(VerdictStatus.Failed, (await review.ObserveAsync(Context, CancellationToken.None)).Reply!.Verdict!.Status);
    }

    [Fact]
    public async Task A_review_that_leaves_memory_before_its_reminder_was_taken_takes_it_then()
    {
        var (database, journal) = (await server.SchemaAsync(), new MemoryJournal());
        await using var silos = Silos(database, journal, Limits with { ReminderAfter = TimeSpan.FromDays(1) });
        await silos.StartAsync(1);
        var review = await RequestAsync(silos, TimeSpan.FromMinutes(5));
        Assert.Equal(0, await CountAsync(database));
        await silos.Of<IGrainFactory>(0).GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        await DatabaseSilos.UntilAsync(async () => await CountAsync(database) == 1);
        Assert.Equal(ReviewStatus.Running, (await review.ObserveAsync(Context, CancellationToken.None)).Reply!.Status);
    }

    [Fact]
    public async Task A_review_that_ends_has_no_reminder_and_one_that_comes_late_changes_nothing()
    {
        var (database, journal) = (await server.SchemaAsync(), new MemoryJournal());
        await using var silos = Silos(database, journal);
        await silos.StartAsync(1);
        var review = await RequestAsync(silos, TimeSpan.FromMinutes(5));
        await DatabaseSilos.UntilAsync(async () => await CountAsync(database) == 1);
        foreach (var specialist in (string[])["a", "b"])
        {
            await review.ReportAsync(new ReviewCommand.Report(EngineHost.Report(specialist)), Context with { CommandId = specialist }, CancellationToken.None);
        }

        await DatabaseSilos.UntilAsync(async () => await CountAsync(database) == 0);
        var before = Types(journal);
        await review.AsReference<IRemindable>().ReceiveReminder("wake", new TickStatus(DateTime.UtcNow, TimeSpan.FromMinutes(1), DateTime.UtcNow));
        Assert.Equal(before, Types(journal));
        Assert.Null((await review.ReadLastWakeAsync(CancellationToken.None))!.DueAt);
    }

    private static async Task<IReviewGrain> RequestAsync(DatabaseSilos silos, TimeSpan deadline)
    {
        var plan = EngineHost.Plan("a", "b");
        var patient = plan with { Deadline = deadline, Specialists = [.. plan.Specialists.Select(s => s with { Deadline = deadline })] };
        var review = silos.Of<IGrainFactory>(0).GetGrain<IReviewGrain>("t/r1");
        Assert.NotNull((await review.RequestAsync(new ReviewCommand.Request(EngineHost.Request, patient), Context, CancellationToken.None)).Reply);
        return review;
    }

    private static DatabaseSilos Silos(string database, MemoryJournal journal, ClusterLimits? limits = null) => new(database, "reminders", new SeenReminders(), silo =>
    {
        silo.Services.AddSingleton(limits ?? Limits).AddSingleton<IJournalStore>(new Unowned(journal)).AddSingleton<IWorkRunner, Silent>().AddSingleton<ISignalSink, Silent>();
        silo.Services.AddSingleton(new ReviewAgents(SiloConfiguration.LoadDefault(), RulePacks.Embedded));
        silo.AddSynapse();
    });

    private static IReadOnlyList<string> Types(MemoryJournal journal) => [.. journal.ReadAsync(EngineHost.Id, 0, CancellationToken.None).Result.Events.Select(e => e.Event.Type)];

    private static async Task<long> CountAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT count(*) FROM orleans_reminders WHERE name = 'wake'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The silos come and go; the journal stays.</summary>
    private sealed class Unowned(IJournalStore journal) : Conformance.Journal.PassingStore(journal)
    {
        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Takes everything and answers nothing.</summary>
    private sealed class Silent : IWorkRunner, ISignalSink
    {
        public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
