using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using static Synapse.Core.Tests.Queues.QueueScene;

namespace Synapse.Core.Tests.Queues;

public sealed class QueueTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_urgent_goes_first_and_the_rest_in_the_order_in_which_it_came()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("low", WorkPriority.Low), Item("a"), Item("b"), Item("urgent", WorkPriority.Urgent), Item("high", WorkPriority.High));
        Assert.Equal("urgent high a b low", scene.Take());
    }

    [Fact]
    public void What_has_waited_rises_and_is_not_starved()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("low", WorkPriority.Low));
        scene.Pass(3 * Minute);
        scene.Enqueue(Item("urgent", WorkPriority.Urgent));
        Assert.Equal("low urgent", scene.Take());
    }

    [Fact]
    public void Tenants_share_by_their_weights_and_repositories_within_them()
    {
        var scene = new QueueScene(QueuePolicy.Default with { Weights = new[] { ("big", 2) }.ToValueMap(w => w.Item1, w => w.Item2) });
        for (var i = 0; i < 6; i++)
        {
            scene.Enqueue(Item($"big/x{i}", tenant: "big", repository: "x"), Item($"big/y{i}", tenant: "big", repository: "y"), Item($"small/z{i}", tenant: "small", repository: "z"));
        }

        var taken = scene.Claim(9).Select(w => w.Item.Id[..^1]).ToList();
        Assert.Equal(6, taken.Count(t => t.StartsWith("big", StringComparison.Ordinal)));
        Assert.Equal(3, taken.Count(t => t == "big/x"));
        Assert.Equal(3, taken.Count(t => t == "small/z"));
    }

    [Fact]
    public void Whoever_was_away_gets_no_credit_for_it()
    {
        var scene = new QueueScene();
        for (var i = 0; i < 20; i++)
        {
            scene.Enqueue(Item($"a{i}", tenant: "a"));
        }

        Assert.Equal(10, scene.Claim(10).Count);
        for (var i = 0; i < 10; i++)
        {
            scene.Enqueue(Item($"b{i}", tenant: "b"));
        }

        Assert.InRange(scene.Claim(10).Count(w => w.Item.Lane.Tenant == "b"), 5, 6);
    }

    [Fact]
    public void Limits_hold_for_the_queue_an_agent_a_tenant_and_a_provider()
    {
        var scene = new QueueScene(Limited(("queue", 5), ("agent:*", 2), ("agent:free", 4), ("tenant:t", 4), ("provider:p", 1)));
        scene.Enqueue(Item("a", agent: "x"), Item("b", agent: "x"), Item("c", agent: "x"), Item("d", agent: "free", provider: "p"), Item("e", agent: "free", provider: "p"), Item("f"), Item("g"));
        Assert.Equal("a b d f", scene.Take());
        scene.Enqueue(Item("h", tenant: "other"), Item("i", tenant: "other"));
        Assert.Equal("h", scene.Take());
    }

    [Fact]
    public void What_is_done_makes_room_for_the_next()
    {
        var scene = new QueueScene(Limited(("queue", 1)));
        scene.Enqueue(Item("a"), Item("b"));
        var a = Assert.Single(scene.Claim(5));
        Assert.Empty(scene.Claim());
        scene.Complete(a);
        Assert.Equal("b", scene.Take());
    }

    [Fact]
    public void A_rate_gives_out_its_permits_evenly_and_wakes_up_for_the_next()
    {
        var scene = new QueueScene(QueuePolicy.Default with { Rates = new[] { ("provider:p", new QueueRate(2, Minute)) }.ToValueMap(r => r.Item1, r => r.Item2) });
        scene.Enqueue(Item("a", provider: "p"), Item("b", provider: "p"), Item("c", provider: "p"), Item("d", provider: "p"), Item("e"));
        Assert.Equal("a b e", scene.Take());
        Assert.Equal(Start + (Minute / 2), scene.State.Armed);
        scene.Pass(Minute / 2);
        Assert.Equal("c", scene.Take());
        scene.Pass(Minute / 2);
        Assert.Equal("d", scene.Take());
    }

    [Fact]
    public void A_provider_that_asks_for_patience_gets_it_and_nobody_else_waits()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a", provider: "p"), Item("b", provider: "p"), Item("c", provider: "q"));
        var a = scene.Claim()[0];
        scene.Fail(a, WorkFailure.RateLimited, TimeSpan.FromSeconds(20));
        Assert.Equal("c", scene.Take());
        scene.Pass(TimeSpan.FromSeconds(19));
        Assert.Equal("", scene.Take());
        scene.Pass(TimeSpan.FromSeconds(1));
        var again = scene.Claim(5);
        Assert.Equal(["a", "b"], again.Select(w => w.Item.Id));
        Assert.Equal(1, again[0].Attempt);
    }

    [Fact]
    public void A_failure_is_tried_again_later_each_time_and_given_up_in_the_end()
    {
        var scene = new QueueScene(QueuePolicy.Default with { MaxAttempts = 3 });
        scene.Enqueue(Item("a"));
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var work = Assert.Single(scene.Claim());
            Assert.Equal(attempt, work.Attempt);
            scene.Fail(work);
            waits.Add((scene.State.Armed ?? scene.Now) - scene.Now);
            scene.Pass(Minute);
        }

        Assert.InRange(waits[0], TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
        Assert.InRange(waits[1], TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        Assert.Equal(("cause", WorkStatus.Dead), (scene.State.Entries["a"].Cause, scene.State.Entries["a"].Status));
        scene.Do(new QueueCommand.Redrive([]));
        Assert.Equal(1, Assert.Single(scene.Claim()).Attempt);
    }

    [Fact]
    public void What_can_never_work_is_not_tried_again()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a"));
        scene.Fail(scene.Claim()[0], WorkFailure.Permanent);
        Assert.Equal(WorkStatus.Dead, scene.State.Entries["a"].Status);
    }

    [Fact]
    public void A_lease_that_runs_out_gives_the_item_to_somebody_else_and_its_holder_is_told()
    {
        var scene = new QueueScene { Lease = Minute };
        scene.Enqueue(Item("a"));
        var first = scene.Claim()[0];
        scene.Pass(Minute);
        var second = scene.Claim()[0];
        Assert.True(second.Token > first.Token);
        Assert.Equal(["a"], scene.Complete(first).Stale);
        Assert.Empty(scene.Complete(second).Stale);
        Assert.Equal(1, scene.State.Done);
    }

    [Fact]
    public void A_lease_that_is_extended_does_not_run_out()
    {
        var scene = new QueueScene { Lease = Minute };
        scene.Enqueue(Item("a"));
        var work = scene.Claim()[0];
        for (var i = 0; i < 5; i++)
        {
            scene.Pass(Minute / 2);
            Assert.Empty(scene.Do(new QueueCommand.Extend([new WorkToken("a", work.Token)], Minute)).Reply!.Stale);
        }

        Assert.Empty(scene.Claim());
        Assert.Empty(scene.Complete(work).Stale);
    }

    [Fact]
    public void Work_waits_for_what_it_depends_on_also_through_a_failure()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("c", dependsOn: ["a", "b"]), Item("a"), Item("b"));
        var (a, b) = scene.Claim(5) is [var first, var second] ? (first, second) : throw new InvalidOperationException("two are ready");
        scene.Complete(a);
        scene.Fail(b, WorkFailure.Permanent);
        Assert.Equal("", scene.Take());
        scene.Do(new QueueCommand.Redrive(["b"]));
        scene.Complete(scene.Claim()[0]);
        Assert.Equal("c", scene.Take());
    }

    [Fact]
    public void A_circle_and_an_unknown_dependency_are_refused_by_name()
    {
        var scene = new QueueScene();
        var circle = scene.Do(new QueueCommand.Enqueue([Item("a", dependsOn: "b"), Item("b", dependsOn: "c"), Item("c", dependsOn: "a")])).Refusal!;
        Assert.Equal(RefusalCode.Invalid, circle.Code);
        Assert.Contains("a -> b -> c -> a", circle.Message, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.NotFound, scene.Do(new QueueCommand.Enqueue([Item("a", dependsOn: "z")])).Refusal!.Code);
    }

    [Fact]
    public void Redriving_does_not_put_an_item_behind_what_waits_for_it()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a", order: "x"), Item("b", order: "x", dependsOn: "a"), Item("c", order: "x", dependsOn: "b"), Item("d", order: "x"));
        scene.Fail(Assert.Single(scene.Claim()), WorkFailure.Permanent);
        scene.Do(new QueueCommand.Redrive([]));
        foreach (var id in (string[])["d", "a", "b", "c"])
        {
            var work = Assert.Single(scene.Claim());
            Assert.Equal(id, work.Item.Id);
            scene.Complete(work);
        }
    }

    [Fact]
    public void Nothing_is_taken_in_that_depends_on_what_was_cancelled()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a"));
        scene.Do(new QueueCommand.Cancel(["a"], "not needed"));
        Assert.Equal(RefusalCode.WrongState, scene.Do(new QueueCommand.Enqueue([Item("b", dependsOn: "a")])).Refusal?.Code);
    }

    [Fact]
    public void Cancelling_takes_along_what_could_never_run()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a"), Item("b", dependsOn: "a"), Item("c", dependsOn: "b"), Item("d"));
        scene.Do(new QueueCommand.Cancel(["a"], "not needed"));
        Assert.Equal("d", scene.Take());
        Assert.Equal(3, scene.State.Cancelled);
    }

    [Fact]
    public void Items_of_one_order_run_one_at_a_time_in_their_order()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a1", order: "a"), Item("a2", WorkPriority.Urgent, order: "a"), Item("b1", order: "b"));
        var taken = scene.Claim(5);
        Assert.Equal(["a1", "b1"], taken.Select(w => w.Item.Id));
        scene.Complete([.. taken]);
        Assert.Equal("a2", scene.Take());
    }

    [Fact]
    public void What_is_not_due_waits_and_is_woken()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("later", after: Minute));
        Assert.Equal("", scene.Take());
        scene.Pass(Minute);
        Assert.Equal("later", scene.Take());
    }

    [Fact]
    public void A_paused_queue_takes_work_and_gives_none_until_the_pause_is_over()
    {
        var scene = new QueueScene();
        scene.Do(new QueueCommand.SetMode(QueueMode.Paused, "maintenance", Start + Minute));
        scene.Enqueue(Item("a"));
        Assert.Equal("", scene.Take());
        scene.Pass(Minute);
        Assert.Equal("a", scene.Take());
    }

    [Fact]
    public void A_queue_that_is_drained_gives_work_and_takes_none()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a"));
        scene.Do(new QueueCommand.SetMode(QueueMode.Draining, "", null));
        Assert.Equal(RefusalCode.WrongState, scene.Do(new QueueCommand.Enqueue([Item("b")])).Refusal!.Code);
        Assert.Equal("a", scene.Take());
    }

    [Fact]
    public void A_schedule_comes_again_and_again_each_time_as_an_item_of_its_own()
    {
        var scene = new QueueScene();
        scene.Do(new QueueCommand.Schedule("hourly", "0 * * * *", Item("report")));
        scene.Pass(TimeSpan.FromHours(2));
        Assert.Equal("report.20260302T0900 report.20260302T1000", scene.Take());
        scene.Do(new QueueCommand.Unschedule("hourly"));
        scene.Pass(TimeSpan.FromHours(2));
        Assert.Equal("", scene.Take());
    }

    [Fact]
    public void A_worker_takes_only_what_its_agents_do()
    {
        var scene = new QueueScene();
        scene.Enqueue(Item("a", agent: "x"), Item("b", agent: "y"), Item("c"));
        Assert.Equal(["b", "c"], scene.Claim(5, "y").Select(w => w.Item.Id));
    }

    [Fact]
    public void A_full_queue_says_so_and_loses_nothing()
    {
        var scene = new QueueScene(QueuePolicy.Default with { MaxItems = 1 });
        scene.Enqueue(Item("a"));
        Assert.Equal(RefusalCode.Overloaded, scene.Do(new QueueCommand.Enqueue([Item("b")])).Refusal!.Code);
        scene.Enqueue(Item("a"));
        Assert.Equal("a", scene.Take());
    }
}
