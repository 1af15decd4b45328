using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;
using Synapse.Cluster.Postgres;
using Synapse.Conformance.Postgres;

namespace Synapse.Cluster.Tests.Postgres;

/// <summary>Orleans' membership on our tables: a change is one row and one version, or nothing.</summary>
public sealed class MembershipTableTests(PostgresServer server) : IAsyncLifetime
{
    private const int Width = 20;

    private static readonly DateTime Start = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1_234_567);

    private string _schema = "";

    public async ValueTask InitializeAsync()
    {
        _schema = await server.SchemaAsync();
        await OrleansSchema.ApplyAsync(_schema, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Of_many_that_insert_at_one_version_one_does()
    {
        var table = await OpenAsync();
        for (var round = 1; round <= 5; round++)
        {
            var version = (await table.ReadAll()).Version;
            var answers = await AtOnceAsync(i => table.InsertRow(Member((round * Width) + i), version.Next()));
            Assert.Single(answers, true);
            var data = await table.ReadAll();
            Assert.Equal((round, round), (data.Version.Version, data.Members.Count));
        }
    }

    [Fact]
    public async Task Of_many_that_update_at_one_version_one_does()
    {
        var table = await OpenAsync();
        var members = Enumerable.Range(0, Width).Select(Member).ToList();
        foreach (var member in members)
        {
            Assert.True(await table.InsertRow(member, (await table.ReadAll()).Version.Next()));
        }

        foreach (var status in (SiloStatus[])[SiloStatus.Active, SiloStatus.ShuttingDown, SiloStatus.Stopping, SiloStatus.Dead])
        {
            var before = await table.ReadAll();
            var answers = await AtOnceAsync(i => table.UpdateRow(WithStatus(members[i], status), "", before.Version.Next()));
            Assert.Single(answers, true);
            var after = await table.ReadAll();
            Assert.Equal(before.Version.Version + 1, after.Version.Version);
            Assert.Equal(status, after.TryGet(members[answers.IndexOf(true)].SiloAddress)!.Item1.Status);
            Assert.Equal(Width - 1, before.Members.Count(b => after.TryGet(b.Item1.SiloAddress)!.Item1.Status == b.Item1.Status));
        }
    }

    [Fact]
    public async Task Of_many_that_update_one_member_while_it_says_that_it_lives_one_does()
    {
        var table = await OpenAsync();
        Assert.True(await table.InsertRow(Member(1), (await table.ReadAll()).Version.Next()));
        var version = (await table.ReadAll()).Version;
        var answers = await AtOnceAsync(async i =>
        {
            if (i % 2 == 0)
            {
                await table.UpdateIAmAlive(Member(1));
                return false;
            }

            return await table.UpdateRow(WithStatus(Member(1), SiloStatus.Active), "", version.Next());
        });
        Assert.Single(answers, true);
        Assert.Equal(2, (await table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Many_that_try_again_all_come_in()
    {
        var table = await OpenAsync();
        await AtOnceAsync(async i =>
        {
            while (!await table.InsertRow(Member(i), (await table.ReadAll()).Version.Next()))
            {
            }

            return true;
        });
        var data = await table.ReadAll();
        Assert.Equal((Width, Width), (data.Version.Version, data.Members.Count));
    }

    [Fact]
    public async Task A_change_that_cannot_be_made_leaves_the_version_where_it_is()
    {
        var table = await OpenAsync();
        Assert.False(await table.UpdateRow(Member(1), "", (await table.ReadAll()).Version.Next()));
        Assert.True(await table.InsertRow(Member(1), (await table.ReadAll()).Version.Next()));
        Assert.False(await table.InsertRow(Member(1), (await table.ReadAll()).Version.Next()));
        Assert.Equal(1, (await table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task A_member_comes_back_as_it_was_written()
    {
        var table = await OpenAsync();
        var member = Member(1);
        await table.InsertRow(member, (await table.ReadAll()).Version.Next());
        member.SuspectTimes = [Tuple.Create(Member(2).SiloAddress, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc))];
        member.Status = SiloStatus.Active;
        await table.UpdateRow(member, "", (await table.ReadAll()).Version.Next());
        foreach (var data in new[] { await table.ReadAll(), await table.ReadRow(member.SiloAddress) })
        {
            var read = Assert.Single(data.Members).Item1;
            Assert.Equal(
                (member.SiloAddress, member.SiloName, member.HostName, member.ProxyPort, member.Status, Start.AddTicks(-7), DateTimeKind.Utc),
                (read.SiloAddress, read.SiloName, read.HostName, read.ProxyPort, read.Status, read.StartTime, read.StartTime.Kind));
            Assert.Equal(member.SuspectTimes, read.SuspectTimes);
            Assert.Equal(2, data.Version.Version);
        }

        var nobody = await table.ReadRow(Member(3).SiloAddress);
        Assert.Equal((0, 2), (nobody.Members.Count, nobody.Version.Version));
    }

    [Fact]
    public async Task Two_clusters_do_not_see_each_other()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync("other"));
        Assert.True(await one.InsertRow(Member(1), (await one.ReadAll()).Version.Next()));
        Assert.Equal(0, (await other.ReadAll()).Version.Version);
        Assert.True(await other.InsertRow(Member(1), (await other.ReadAll()).Version.Next()));
        await other.DeleteMembershipTableEntries("other");
        Assert.Single((await one.ReadAll()).Members);
        await other.InitializeMembershipTable(true);
        Assert.Empty((await other.ReadAll()).Members);
    }

    [Fact]
    public async Task Only_the_dead_whom_nobody_has_thought_of_lately_are_removed()
    {
        var table = await OpenAsync();
        var suspected = Tuple.Create(Member(9).SiloAddress, Start.AddDays(2));
        var (longDead, latelyAlive, latelySuspected, living) = (Member(1), Member(2), Member(3), Member(4));
        (longDead.Status, latelyAlive.Status, latelySuspected.Status, living.Status) = (SiloStatus.Dead, SiloStatus.Dead, SiloStatus.Dead, SiloStatus.Active);
        (latelyAlive.IAmAliveTime, latelySuspected.SuspectTimes, longDead.SuspectTimes) = (Start.AddDays(2), [suspected], [Tuple.Create(suspected.Item1, Start.AddHours(1))]);
        foreach (var member in new[] { longDead, latelyAlive, latelySuspected, living })
        {
            await table.InsertRow(member, (await table.ReadAll()).Version.Next());
            await table.UpdateRow(member, "", (await table.ReadAll()).Version.Next());
        }

        await table.CleanupDefunctSiloEntries(Start.AddDays(1));
        var left = await table.ReadAll();
        Assert.Equal(new[] { latelyAlive, latelySuspected, living }.Select(m => m.SiloAddress.Generation), left.Members.Select(m => m.Item1.SiloAddress.Generation).Order());
    }

    /// <summary>Orleans keeps a number of the dead, and asks for what is before the instant of the first that it keeps not and one tick.</summary>
    [Fact]
    public async Task A_limit_of_one_tick_after_a_member_removes_it()
    {
        var table = await OpenAsync();
        await table.InsertRow(WithStatus(Member(1), SiloStatus.Dead), (await table.ReadAll()).Version.Next());
        var read = (await table.ReadAll()).Members.Single().Item1;
        await table.CleanupDefunctSiloEntries(read.IAmAliveTime.AddTicks(-10));
        Assert.Single((await table.ReadAll()).Members);
        await table.CleanupDefunctSiloEntries(read.IAmAliveTime.AddTicks(1));
        Assert.Empty((await table.ReadAll()).Members);
    }

    private static MembershipEntry WithStatus(MembershipEntry member, SiloStatus status)
    {
        member.Status = status;
        return member;
    }

    private static MembershipEntry Member(int number) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111, number),
        SiloName = string.Create(CultureInfo.InvariantCulture, $"silo-{number}"),
        HostName = "host",
        ProxyPort = 30000,
        Status = SiloStatus.Joining,
        StartTime = Start,
        IAmAliveTime = Start,
    };

    private static async Task<List<bool>> AtOnceAsync(Func<int, Task<bool>> attempt) => [.. await Task.WhenAll(Enumerable.Range(0, Width).Select(i => Task.Run(() => attempt(i))))];

    private async Task<IMembershipTable> OpenAsync(string cluster = "c")
    {
        var table = new AdoNetClusteringTable(
            new ServiceCollection().BuildServiceProvider(),
            Options.Create(new ClusterOptions { ClusterId = cluster, ServiceId = "s" }),
            Options.Create(new AdoNetClusteringSiloOptions { Invariant = "Npgsql", ConnectionString = _schema }),
            NullLogger<AdoNetClusteringTable>.Instance);
        await table.InitializeMembershipTable(true);
        return table;
    }
}
