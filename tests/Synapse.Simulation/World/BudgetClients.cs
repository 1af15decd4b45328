using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;

namespace Synapse.Simulation.World;

/// <summary>Reviews that pay for what they use, and somebody who changes the caps meanwhile.</summary>
internal sealed class BudgetClients(SimWorld world)
{
    private static readonly string[] Tenants = ["a", "b"];

    public void Start()
    {
        if (world.Scenario.Buyers == 0)
        {
            return;
        }

        foreach (var tenant in Tenants)
        {
            world.Clients.Run(() => CapAsync(BudgetAggregate.IdOf(tenant)));
        }

        for (var i = 0; i < world.Scenario.Buyers; i++)
        {
            var (id, name) = (BudgetAggregate.IdOf(world.Random.Pick(Tenants)), $"b{i}");
            world.Clients.Run(() => BuyAsync(id, name));
        }
    }

    private async Task CapAsync(AggregateId id)
    {
        var period = world.Random.Pick([BudgetPeriod.None, BudgetPeriod.None, BudgetPeriod.Day]);
        for (var i = 0; i < 8; i++)
        {
            var scope = world.Random.Pick([BudgetScopes.Tenant, BudgetScopes.Review, "repository:*", "repository:r0", "team:t0", "team:*"]);
            var limit = scope switch { BudgetScopes.Tenant => world.Random.Between(200, 600), BudgetScopes.Review => world.Random.Between(60, 150), _ => world.Random.Between(100, 300) };
            var cap = i > 3 && world.Random.Chance(20) ? null : new BudgetCap(limit, scope == BudgetScopes.Review ? BudgetPeriod.None : period, BudgetCap.UsualWarnings);
            await AskAsync(id, new BudgetCommand.SetCap(scope, cap), $"cap/{i}", 5);
            await world.Loop.Delay(i < 3 ? TimeSpan.Zero : world.Random.Milliseconds(500, 4_000));
        }
    }

    /// <summary>One specialist of a review after another.</summary>
    private async Task BuyAsync(AggregateId id, string name)
    {
        await world.Loop.Delay(world.Random.Milliseconds(0, 8_000));
        var scopes = BudgetScopes.Of($"v{world.Random.Next(4)}", world.Random.Pick(["", "r0", "r1"]), world.Random.Pick(["", "t0", "t1"]));
        for (var i = 0; i < 3; i++)
        {
            var (reservation, amount) = ($"{name}-{i}", world.Random.Between(0, 80));
            world.Model.Budget(id).Wanted(reservation, scopes);
            var command = new BudgetCommand.Reserve(reservation, amount, Math.Min(amount, world.Random.Between(0, 60)), scopes, world.Loop.Now + world.Random.Milliseconds(1_500, 8_000));
            var answer = await AskAsync(id, command, $"{reservation}/reserve", 4);
            if (answer?.Reply is { } reply)
            {
                world.Clients.Accepted++;
                world.Model.Budget(id).Heard(reservation, reply);
                await world.Loop.Delay(world.Random.Milliseconds(0, world.Random.Chance(20) ? 10_000 : 1_500));
                await EndAsync(id, reservation, reply.Granted);
            }
        }
    }

    /// <summary>Settles, for more than was reserved now and then, releases, does both, or is never heard of again.</summary>
    private async Task EndAsync(AggregateId id, string reservation, long granted)
    {
        var how = world.Random.Next(100);
        if (how < 70)
        {
            var used = world.Random.Chance(15) ? granted + world.Random.Between(1, 50) : world.Random.Between(0, (int)granted);
            var first = world.Random.Between(0, (int)used);
            await TellAsync(id, reservation, new BudgetCommand.Settle(reservation, [new BudgetCharge("p0", "agent 1", first, "1"), new BudgetCharge("p1", "agent 2", used - first, "1")]), "settle");
        }

        if (how is >= 60 and < 85)
        {
            await TellAsync(id, reservation, new BudgetCommand.Release(reservation), "release");
        }

        if (how is >= 50 and < 60)
        {
            await TellAsync(id, reservation, new BudgetCommand.Settle(reservation, [new BudgetCharge("p0", "again", 7, "1")]), "again");
        }
    }

    private async Task TellAsync(AggregateId id, string reservation, BudgetCommand command, string name)
    {
        if (await AskAsync(id, command, $"{reservation}/{name}", 4) is { Reply: { } reply })
        {
            world.Model.Budget(id).Heard(reservation, reply);
        }
    }

    private async Task<Answer<BudgetReply>?> AskAsync(AggregateId id, BudgetCommand command, string name, int tries)
    {
        var answer = await world.Network.AskAsync<BudgetCommand, BudgetReply>(id, command, "client", name, tries);
        world.Trace.Write($"{id} {name} is answered: {answer?.Reply?.ToString() ?? answer?.Refusal?.Code.ToString() ?? "nothing"}");
        return answer;
    }
}
