using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Runtime.Queues;
using Synapse.Simulation.Checks;

namespace Synapse.Simulation.World;

/// <summary>Who puts work into the queues, who looks after them, and who works on them from outside, with no more than leases and tokens.</summary>
internal sealed class QueueClients(SimWorld world, Violations violations)
{
    private const int Queues = 2;

    private readonly QueuePolicy[] _policies = new QueuePolicy[Queues];
    private readonly List<string>[] _items = [.. Enumerable.Range(0, Queues).Select(_ => new List<string>())];
    private readonly int[] _producing = new int[Queues];

    public static IReadOnlyList<AggregateId> All { get; } = [.. Enumerable.Range(0, Queues).Select(i => new AggregateId("b", QueueAggregate.Kind, $"jobs{i}"))];

    public void Start()
    {
        for (var queue = 0; queue < Queues; queue++)
        {
            _policies[queue] = Policy();
        }

        for (var (i, batch) = (0, 0); i < world.Scenario.Items; batch++)
        {
            var (first, count, queue) = (i, Math.Min(world.Random.Between(1, 6), world.Scenario.Items - i), world.Random.Next(Queues));
            _producing[queue]++;
            world.Clients.Run(() => ProduceAsync(queue, first, count));
            i += count;
        }

        for (var queue = 0; queue < Queues; queue++)
        {
            var own = queue;
            world.Clients.Run(() => OperateAsync(own));
            world.Clients.Run(() => WorkAsync(own, $"w{own}", 6));
            world.Clients.Run(() => WorkAsync(own, $"{QueueChecks.Picky}{own}", 2));
        }
    }

    private static ValueMap<string, T> Map<T>(params IEnumerable<(string Key, T Value)?> entries) => entries.OfType<(string Key, T Value)>().ToValueMap(e => e.Key, e => e.Value);

    /// <summary>Weights and attempts stay as they are for the life of a queue; limits and rates may change.</summary>
    private QueuePolicy Policy() => Limited(QueuePolicy.Default with
    {
        MaxAttempts = world.Random.Between(1, 3),
        Backoff = TimeSpan.FromMilliseconds(100),
        MaxBackoff = TimeSpan.FromSeconds(2),
        AgeStep = world.Random.Milliseconds(200, 3_000),
        Weights = Map<int>(Maybe(50, "t0", world.Random.Between(1, 3)), Maybe(30, "t1", 2)),
    });

    private QueuePolicy Limited(QueuePolicy policy) => policy with
    {
        Limits = Map<int>(
            Maybe(80, QueueLimitKeys.Queue, world.Random.Between(1, 4)), Maybe(50, QueueLimitKeys.OfAgent(QueueLimitKeys.Any), world.Random.Between(1, 2)),
            Maybe(20, QueueLimitKeys.OfAgent("a0"), 1), Maybe(30, QueueLimitKeys.OfTenant("t0"), 1)),
        Rates = Map<QueueRate>(Maybe(40, QueueLimitKeys.OfProvider("p0"), new QueueRate(world.Random.Between(1, 3), world.Random.Milliseconds(500, 3_000)))),
    };

    private (string Key, T Value)? Maybe<T>(int percent, string key, T value) => world.Random.Chance(percent) ? (key, value) : null;

    private async Task ProduceAsync(int queue, int first, int count)
    {
        await world.Loop.Delay(world.Random.Milliseconds(0, 10_000));
        await AskAsync(queue, new QueueCommand.Configure(_policies[queue]), "configure", int.MaxValue);
        for (var tries = 0; ; tries++)
        {
            var items = new List<WorkItem>();
            for (var i = first; i < first + count; i++)
            {
                items.Add(Item($"i{i}", [.. _items[queue], .. items.Select(w => w.Id)]));
            }

            var answer = await AskAsync(queue, new QueueCommand.Enqueue(items.ToValueList()), $"enqueue/{first}/{tries}", int.MaxValue);
            if (answer!.Reply is not null)
            {
                violations.Unless(items.TrueForAll(i => world.Model.Queue(All[queue]).Has(i.Id)), $"items from i{first} were accepted and are not in the journal");
                _items[queue].AddRange(items.Select(i => i.Id));
                break;
            }

            // The queue is being drained, or what an item depends on was cancelled: again, with other dependencies.
            violations.Unless(answer.Refusal!.Code == RefusalCode.WrongState, $"items from i{first} were refused: {answer.Refusal.Message}");
            await world.Loop.Delay(world.Random.Milliseconds(200, 1_500));
        }

        world.Clients.Accepted += count;
        _producing[queue]--;
    }

    private WorkItem Item(string id, IReadOnlyList<string> earlier)
    {
        var lane = new WorkLane(
            world.Random.Pick(Enum.GetValues<WorkPriority>()), $"t{world.Random.Next(3)}", $"r{world.Random.Next(2)}", world.Random.Pick(["", "a0", "a1"]), world.Random.Pick(["", "", "p0"]));
        var depends = Enumerable.Range(0, earlier.Count > 0 && world.Random.Chance(30) ? world.Random.Between(1, 2) : 0).Select(_ => world.Random.Pick(earlier)).Distinct().ToValueList();
        DateTimeOffset? notBefore = world.Random.Chance(20) ? world.Loop.Now + world.Random.Milliseconds(0, 5_000) : null;
        return new WorkItem(id, lane, "payload", world.Random.Chance(35) ? $"o{world.Random.Next(2)}" : "", depends, notBefore);
    }

    /// <summary>Somebody who looks after a queue until nothing is left in it.</summary>
    private async Task OperateAsync(int queue)
    {
        var model = world.Model.Queue(All[queue]);
        for (var i = 0; _producing[queue] > 0 || !model.IsEmpty; i++)
        {
            await world.Loop.Delay(world.Random.Milliseconds(500, 3_000));
            if (model.Dead.Count > 0 && world.Random.Chance(60))
            {
                await AskAsync(queue, new QueueCommand.Redrive(world.Random.Chance(50) ? [] : [world.Random.Pick(model.Dead)]), $"redrive/{i}", 5);
            }

            if (model.Mode == QueueMode.Draining)
            {
                await AskAsync(queue, new QueueCommand.SetMode(QueueMode.Running, "", null), $"run/{i}", 5);
            }

            if (world.Faults.IsActive)
            {
                await InterfereAsync(queue, i, model);
            }
        }
    }

    private async Task InterfereAsync(int queue, int i, QueueChecks model)
    {
        var what = world.Random.Next(100);
        if (what < 10)
        {
            await AskAsync(queue, new QueueCommand.SetMode(QueueMode.Paused, "a pause", world.Loop.Now + world.Random.Milliseconds(500, 4_000)), $"pause/{i}", 5);
        }
        else if (what < 15)
        {
            await AskAsync(queue, new QueueCommand.SetMode(QueueMode.Draining, "a drain", null), $"drain/{i}", 5);
        }
        else if (what < 25 && model.Open.Count > 0)
        {
            await AskAsync(queue, new QueueCommand.Cancel([world.Random.Pick(model.Open)], "not needed"), $"cancel/{i}", 5);
        }
        else if (what < 35)
        {
            await AskAsync(queue, new QueueCommand.Configure(Limited(_policies[queue])), $"configure/{i}", 5);
        }
        else if (what < 45)
        {
            await AskAsync(queue, new QueueCommand.Observe(), $"observe/{i}", 5);
        }
    }

    private async Task WorkAsync(int queue, string worker, int claims)
    {
        for (var i = 0; i < claims; i++)
        {
            await world.Loop.Delay(world.Random.Milliseconds(200, 3_500));
            var claim = $"{worker}-{i}";
            var lease = world.Random.Milliseconds(500, 3_000);
            var agents = worker.StartsWith(QueueChecks.Picky, StringComparison.Ordinal) ? ValueList.Create(["a1"]) : [];
            var answer = await AskAsync(queue, new QueueCommand.Claim(worker, world.Random.Between(1, 3), lease, agents), claim, 3);
            if (answer?.Reply?.Work is { Count: > 0 } work)
            {
                await DoAsync(queue, claim, work, lease);
            }
        }
    }

    /// <summary>Does what was taken, sometimes for longer than the lease lasts: somebody else has it then, and hears of no end of this.</summary>
    private async Task DoAsync(int queue, string claim, ValueList<ClaimedWork> work, TimeSpan lease)
    {
        var tokens = work.Select(w => new WorkToken(w.Item.Id, w.Token)).ToValueList();
        if (world.Random.Chance(40))
        {
            await world.Loop.Delay(lease / 2);
            await AskAsync(queue, new QueueCommand.Extend(tokens, lease), $"{claim}/beat", 2);
        }

        await world.Loop.Delay(SimWork.Duration(world));
        if (SimWork.Result(world) is { Failure: { } failure } result)
        {
            await AskAsync(queue, new QueueCommand.Fail(tokens[0], failure, result.Cause, result.RetryAfter), $"{claim}/fail", 3);
            return;
        }

        tokens.ToList().ForEach(world.Model.Queue(All[queue]).Succeeded);
        for (var i = 0; i < (world.Random.Chance(20) ? 2 : 1); i++)
        {
            var answer = await AskAsync(queue, new QueueCommand.Complete(tokens), $"{claim}/done/{i}", 3);
            if (answer?.Reply is { } reply)
            {
                world.Model.Queue(All[queue]).HeardDone(tokens.Where(t => !reply.Stale.Contains(t.Id)));
            }
        }
    }

    private async Task<Answer<QueueReply>?> AskAsync(int queue, QueueCommand command, string name, int tries)
    {
        var id = All[queue];
        var since = world.Model.Queue(id).Events;
        var answer = await world.Network.AskAsync<QueueCommand, QueueReply>(id, command, "client", name, tries);
        world.Trace.Write($"{id} {name} is answered: {answer?.Reply?.Counts.ToString() ?? answer?.Refusal?.Code.ToString() ?? "nothing"}");
        if (answer?.Reply is { } reply)
        {
            world.Model.Queue(id).Heard(name, reply, since);
        }

        return answer;
    }
}
