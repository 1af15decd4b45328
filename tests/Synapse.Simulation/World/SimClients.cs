using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Simulation.Checks;

namespace Synapse.Simulation.World;

/// <summary>Who asks for reviews, and all other clients beside them. Each repeats itself until it is answered, as real ones do.</summary>
internal sealed class SimClients(SimWorld world, Violations violations)
{
    public const string File = "src/a.cs";

    private int _running;

    /// <summary>Clients that are not done.</summary>
    public int Running => _running;

    /// <summary>Reviews, items and reservations that clients know were taken.</summary>
    public int Accepted { get; set; }

    public void Start()
    {
        for (var i = 0; i < world.Scenario.Reviews; i++)
        {
            var id = new AggregateId(world.Random.Chance(80) ? "a" : "b", ReviewAggregate.Kind, $"r{i}");
            Run(() => ReviewAsync(id));
        }

        new QueueClients(world, violations).Start();
        new BudgetClients(world).Start();
        new BreakerClients(world).Start();
    }

    public void Run(Func<Task> client)
    {
        _running++;
        world.Outside.Start(async () =>
        {
            await client();
            _running--;
        });
    }

    private async Task ReviewAsync(AggregateId id)
    {
        await world.Loop.Delay(world.Random.Milliseconds(0, 12_000));
        var request = Request(id.Id);
        if (world.Random.Chance(10))
        {
            var unknown = await AskAsync(id, new ReviewCommand.Observe(), "early", 3);
            violations.Unless(unknown is null or { Refusal.Code: RefusalCode.NotFound }, $"{id} was not asked for and is answered with {unknown}");
        }

        var plan = Plan();
        var answer = await AskAsync(id, new ReviewCommand.Request(request, plan), "request", world.Random.Chance(10) ? 1 : int.MaxValue);
        if (answer is null)
        {
            world.Model.Mark("client gave up");
            return;
        }

        violations.Unless(answer.Reply is not null, $"{id} was refused: {answer.Refusal?.Message}");
        Accepted++;
        world.Model.Accepted(id, request, answer.Reply!);
        await ContinueAsync(id, request, plan);
        await AwaitEndAsync(id);
    }

    /// <summary>What else clients do to a review of theirs.</summary>
    private async Task ContinueAsync(AggregateId id, ReviewRequest request, ReviewPlan plan)
    {
        if (world.Random.Chance(30))
        {
            var other = await AskAsync(id, new ReviewCommand.Request(request with { Title = "another change" }, plan), "other", 5);
            violations.Unless(other is null or { Refusal.Code: RefusalCode.Conflict }, $"{id}: another change under the same id was answered with {other}");
        }

        if (world.Random.Chance(30))
        {
            var again = await AskAsync(id, new ReviewCommand.Request(request, plan), "request", 5);
            violations.Unless(again is null or { Reply: not null }, $"{id}: the same request again was refused: {again?.Refusal?.Message}");
        }

        if (world.Random.Chance(15))
        {
            await world.Loop.Delay(world.Random.Milliseconds(0, 3_000));
            await AskAsync(id, new ReviewCommand.Cancel("not needed"), "cancel", 5);
        }

        if (world.Random.Chance(20))
        {
            await world.Loop.Delay(world.Random.Milliseconds(0, 3_000));
            await AskAsync(id, new ReviewCommand.Resume(), $"resume/{world.Random.Next(2)}", 5);
        }
    }

    private async Task AwaitEndAsync(AggregateId id)
    {
        while (true)
        {
            var answer = await AskAsync(id, new ReviewCommand.Observe(), "observe", int.MaxValue);
            violations.Unless(answer!.Reply is not null, $"{id} was accepted and is refused: {answer.Refusal?.Message}");
            if (answer.Reply is not { Status: ReviewStatus.Running })
            {
                return;
            }

            await world.Loop.Delay(world.Random.Milliseconds(500, 4_000));
        }
    }

    private async Task<Answer<ReviewReply>?> AskAsync(AggregateId id, ReviewCommand command, string name, int tries)
    {
        var answer = await world.Network.AskAsync<ReviewCommand, ReviewReply>(id, command, "client", $"{id.Id}/{name}", tries);
        world.Trace.Write($"{id} {name} is answered: {answer?.Reply?.Status.ToString() ?? answer?.Refusal?.Code.ToString() ?? "nothing"}");
        if (answer?.Reply is { } reply)
        {
            world.Model.Heard(id, reply);
        }

        return answer;
    }

    private static ReviewRequest Request(string title) => new(title, "ann", "", "", [], "", 0, 1, [new ReviewFile(File, 10, 0)], "", []);

    private ReviewPlan Plan() => new(
        "coordinator", "1", ClassificationPolicy.Default, world.Random.Pick(Enum.GetValues<NegotiationPolicy>()), TimeSpan.FromSeconds(world.Random.Between(4, 15)),
        Enumerable.Range(0, world.Random.Between(0, 4)).Select(i => new PlannedSpecialist($"s{i}", "1", AgentTier.Fast, TimeSpan.FromSeconds(world.Random.Between(2, 8)), [Category.Security])).ToValueList());
}
