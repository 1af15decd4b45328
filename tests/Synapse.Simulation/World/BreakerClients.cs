using Synapse.Core.Agents.Breakers;
using Synapse.Core.Kernel;
using Synapse.Simulation.Checks;

namespace Synapse.Simulation.World;

/// <summary>Who calls agents through a breaker: agents that fail for a while and recover, callers that report late, twice, or never.</summary>
internal sealed class BreakerClients(SimWorld world)
{
    private static readonly AggregateId Agent = new("b", BreakerAggregate.Kind, "agent");

    /// <summary>Until when each version fails, and whether it is of use to try again.</summary>
    private readonly List<(DateTimeOffset Until, CallOutcome Outcome)> _phases = [];

    public void Start()
    {
        if (world.Scenario.Callers == 0)
        {
            return;
        }

        var versions = world.Random.Pick([1, 1, 2, 6]);
        for (var i = 0; i < versions; i++)
        {
            _phases.Add((world.Loop.Now + world.Random.Milliseconds(2_000, 40_000), world.Random.Chance(15) ? CallOutcome.PermanentFailure : CallOutcome.TransientFailure));
        }

        for (var i = 0; i < world.Scenario.Callers; i++)
        {
            var name = $"c{i}";
            world.Clients.Run(() => CallAsync(name));
        }

        world.Clients.Run(OverrideAsync);
    }

    private async Task CallAsync(string name)
    {
        for (var i = 0; world.Faults.IsActive; i++)
        {
            await world.Loop.Delay(world.Random.Milliseconds(200, 4_000));
            var (version, call) = (world.Random.Next(_phases.Count), $"{name}-{i}");
            var answer = await AskAsync(new BreakerCommand.Acquire($"v{version}", world.Random.Between(1, 4), world.Loop.Now), call, 3);
            if (answer?.Reply?.Permit is { } permit && !world.Random.Chance(5))
            {
                await world.Loop.Delay(world.Random.Milliseconds(0, 1_000));
                var outcome = world.Loop.Now < _phases[version].Until && world.Random.Chance(80) ? _phases[version].Outcome : CallOutcome.Success;
                var report = new BreakerCommand.Report(permit.Version, permit.Generation, outcome, permit.Count, world.Loop.Now);

                // Late ones are sent when other things have happened since the calls ended.
                if (world.Random.Chance(20))
                {
                    world.Clients.Run(() => LateAsync(report, call));
                }
                else
                {
                    await ReportAsync(report, call);
                }
            }
        }
    }

    private async Task LateAsync(BreakerCommand.Report report, string call)
    {
        await world.Loop.Delay(world.Random.Milliseconds(2_000, 45_000));
        await ReportAsync(report, call);
        await ReportAsync(report, call);
    }

    private Task ReportAsync(BreakerCommand.Report report, string call) => AskAsync(report, BreakerChecks.ReportId(report.Generation, call), 3);

    private async Task OverrideAsync()
    {
        for (var i = 0; i < world.Random.Next(3); i++)
        {
            await world.Loop.Delay(world.Random.Milliseconds(1_000, 20_000));
            var command = new BreakerCommand.Override(
                $"v{world.Random.Next(_phases.Count)}", world.Random.Pick(Enum.GetValues<OverrideKind>()), world.Loop.Now + world.Random.Milliseconds(1_000, 10_000), "to see");
            await AskAsync(command, $"override-{i}", 3);
        }
    }

    private async Task<Answer<BreakerReply>?> AskAsync(BreakerCommand command, string name, int tries)
    {
        var answer = await world.Network.AskAsync<BreakerCommand, BreakerReply>(Agent, command, "client", name, tries);
        world.Trace.Write($"{Agent} {name} is answered: {answer?.Reply?.Permit?.ToString() ?? answer?.Refusal?.Code.ToString() ?? "no permit"}");
        if (answer?.Reply is { } reply)
        {
            world.Model.Breaker(Agent).Heard(name, reply);
        }

        return answer;
    }
}
