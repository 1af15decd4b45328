using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using Synapse.Conformance.Postgres;

namespace Synapse.Cluster.Tests.Postgres;

/// <summary>Orleans' own providers on our tables, in clusters that know each other from the database alone.</summary>
public sealed class ProvidersTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    private readonly SeenReminders _reminders = new();
    private string _schema = "";

    public async ValueTask InitializeAsync() => _schema = await server.SchemaAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What a lost machine leaves behind is a row that says active and an address where nobody answers.</summary>
    [Fact]
    public async Task A_silo_that_does_not_answer_is_declared_dead_by_the_others()
    {
        await using var silos = new DatabaseSilos(_schema, "s", _reminders);
        await silos.StartAsync(2);
        var table = silos.Of<IMembershipTable>(0);
        var now = DateTime.UtcNow;
        var lost = new MembershipEntry { SiloAddress = SiloAddress.New(IPAddress.Loopback, 1, 1), SiloName = "lost", HostName = "host", Status = SiloStatus.Active, StartTime = now, IAmAliveTime = now };
        await DatabaseSilos.UntilAsync(async () => await table.InsertRow(lost, (await table.ReadAll()).Version.Next()));
        await DatabaseSilos.UntilAsync(async () => (await ReadAsync("SELECT status::text FROM orleans_members WHERE port = 1"))[0] == "6");
        var votes = await ReadAsync("SELECT split_part(string_to_table(suspicions, '|'), ',', 1) FROM orleans_members WHERE port = 1");
        Assert.NotEmpty(votes);
        Assert.Subset(new HashSet<string>([silos.Address(0).ToParsableString(), silos.Address(1).ToParsableString()]), votes.ToHashSet());
        Assert.Equal(["2"], await ReadAsync("SELECT count(*)::text FROM orleans_members WHERE status = 3"));
    }

    [Fact]
    public async Task A_silo_that_is_stopped_at_once_leaves_and_another_joins()
    {
        await using var silos = new DatabaseSilos(_schema, "s", _reminders);
        await silos.StartAsync(3);
        Assert.Equal(["3"], await ReadAsync("SELECT count(*)::text FROM orleans_members WHERE status = 3"));
        var left = silos.Address(2);
        await silos.StopAtOnceAsync(2);
        Assert.Equal([$"{left.Endpoint.Port}"], await ReadAsync("SELECT port::text FROM orleans_members WHERE status = 6"));
        await silos.Grain("g").WriteAsync("goes on");
        await silos.StartAsync(1);
        Assert.Equal("goes on", await silos.Grain("g", 2).ReadAsync());
    }

    [Fact]
    public async Task State_survives_all_silos_and_subscriptions_and_reminders_do()
    {
        await using (var silos = new DatabaseSilos(_schema, "s", _reminders))
        {
            await silos.StartAsync(2);
            await silos.Grain("g").WriteAsync("kept");
            await silos.Grain("g").RemindAsync("tick", Often);
            await DatabaseSilos.UntilAsync(() => _reminders.Of("g", "tick") > 0);
            await silos.Grain("g").SubscribeAsync();
            Assert.Equal(["1"], await ReadAsync("SELECT count(*)::text FROM orleans_state WHERE name LIKE '%PubSub%'"));
        }

        var before = _reminders.Of("g", "tick");
        await using var others = new DatabaseSilos(_schema, "s", _reminders);
        await others.StartAsync(2);
        await DatabaseSilos.UntilAsync(() => _reminders.Of("g", "tick") > before);
        Assert.Equal("kept", await others.Grain("g").ReadAsync());
        Assert.Equal(1, await others.Grain("g").CountSubscriptionsAsync());

        await others.Grain("g").ForgetAsync("tick");
        Assert.Empty(await ReadAsync("SELECT name FROM orleans_reminders"));
    }

    [Fact]
    public async Task Two_services_in_one_database_do_not_see_each_other()
    {
        var ofOther = new SeenReminders();
        await using var one = new DatabaseSilos(_schema, "one", _reminders);
        await using var other = new DatabaseSilos(_schema, "other", ofOther);
        await one.StartAsync(1);
        await other.StartAsync(1);
        Assert.Single(one.Of<IClusterMembershipService>(0).CurrentSnapshot.Members);
        await one.Grain("g").WriteAsync("of one");
        Assert.Equal("", await other.Grain("g").ReadAsync());
        await other.Grain("g").WriteAsync("of the other");
        await one.Grain("g").RemindAsync("tick", Often);
        await other.Grain("h").RemindAsync("tick", Often);
        await DatabaseSilos.UntilAsync(() => _reminders.Of("g", "tick") > 0 && ofOther.Of("h", "tick") > 0);
        Assert.Equal((0, 0), (_reminders.Of("h", "tick"), ofOther.Of("g", "tick")));
        Assert.Equal("of one", await one.Grain("g").ReadAsync());
    }

    [Fact]
    public async Task A_stale_write_is_refused_whatever_happened_to_the_state()
    {
        await using var silos = new DatabaseSilos(_schema, "s", _reminders);
        await silos.StartAsync(1);
        var storage = silos.Of<IServiceProvider>(0).GetRequiredKeyedService<IGrainStorage>(WakeBook.StorageName);
        var grain = GrainId.Create("kept", new string('k', 512));
        var name = new string('n', 512);
        var (mine, theirs) = (new GrainState<KeptText>(new KeptText()), new GrainState<KeptText>(new KeptText()));
        await storage.ReadStateAsync(name, grain, mine);
        await storage.ReadStateAsync(name, grain, theirs);
        await storage.WriteStateAsync(name, grain, theirs);
        await RefusedAsync(s => storage.WriteStateAsync(name, grain, s), mine);

        await storage.ReadStateAsync(name, grain, mine);
        await storage.WriteStateAsync(name, grain, theirs);
        await RefusedAsync(s => storage.WriteStateAsync(name, grain, s), mine);
        await RefusedAsync(s => storage.ClearStateAsync(name, grain, s), mine);

        await storage.ReadStateAsync(name, grain, mine);
        await storage.ClearStateAsync(name, grain, theirs);
        Assert.False(theirs.RecordExists);
        await RefusedAsync(s => storage.WriteStateAsync(name, grain, s), mine);

        // A row that was taken away and begun anew is not the row that was read.
        await storage.WriteStateAsync(name, grain, theirs);
        await storage.ReadStateAsync(name, grain, mine);
        await ReadAsync("DELETE FROM orleans_state");
        await RefusedAsync(s => storage.WriteStateAsync(name, grain, s), mine);
        var anew = new GrainState<KeptText>(new KeptText());
        await storage.WriteStateAsync(name, grain, anew);
        await RefusedAsync(s => storage.WriteStateAsync(name, grain, s), mine);
        await storage.WriteStateAsync(name, grain, anew);
    }

    [Fact]
    public async Task A_reminder_is_taken_away_only_as_it_was_read()
    {
        await using var silos = new DatabaseSilos(_schema, "s", _reminders);
        await silos.StartAsync(1);
        var table = silos.Of<IReminderTable>(0);
        var grain = GrainId.Create("kept", new string('k', 512));
        var entry = new ReminderEntry { GrainId = grain, ReminderName = "tick", StartAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), Period = TimeSpan.FromDays(100) };
        var first = await table.UpsertRow(entry);
        var second = await table.UpsertRow(entry);
        Assert.NotEqual(first, second);
        Assert.False(await table.RemoveRow(grain, "tick", first!));
        var read = await table.ReadRow(grain, "tick");
        Assert.Equal((entry.StartAt, entry.Period, second), (read!.StartAt, read.Period, read.ETag));
        Assert.Single((await table.ReadRows(grain)).Reminders);
        var hash = grain.GetUniformHashCode();
        Assert.Single((await table.ReadRows(hash - 1, hash)).Reminders);
        Assert.Empty((await table.ReadRows(hash, hash + 1)).Reminders);
        Assert.Empty((await table.ReadRows(hash, hash - 1)).Reminders);
        Assert.Single((await table.ReadRows(0, 0)).Reminders);
        Assert.True(await table.RemoveRow(grain, "tick", second!));
        Assert.NotEqual(second, await table.UpsertRow(entry));
        Assert.False(await table.RemoveRow(grain, "tick", second!));
        await table.TestOnlyClearTable();
        Assert.Null(await table.ReadRow(grain, "tick"));
    }

    private static Task<InconsistentStateException> RefusedAsync(Func<GrainState<KeptText>, Task> change, GrainState<KeptText> state) =>
        Assert.ThrowsAsync<InconsistentStateException>(() => change(new GrainState<KeptText>(state.State, state.ETag!) { RecordExists = state.RecordExists }));

    private Task<List<string>> ReadAsync(string text) => OrleansSchemaTests.ReadAsync(_schema, text);
}
