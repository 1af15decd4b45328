using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.World;

/// <summary>What a run is about. Everything else follows from the seed.</summary>
/// <param name="Buyers">Who reserve and pay out of budgets.</param>
/// <param name="Callers">Who call agents through breakers. With any, the run is longer: a breaker that has opened stays so for half a minute.</param>
internal sealed record Scenario(ulong Seed, int Nodes, int Reviews, int Items, int Buyers, int Callers, int SnapshotEvery, IReadOnlySet<Fault> Faults)
{
    /// <summary>Draws a scenario: about half of the faults, so that runs differ in what they are about.</summary>
    public static Scenario Of(ulong seed)
    {
        var random = new SimRandom(seed);
        var nodes = random.Between(1, 3);
        var (reviews, items) = (random.Between(2, 8), random.Between(4, 30));
        var (buyers, callers) = (random.Between(0, 8), random.Chance(30) ? random.Between(2, 6) : 0);
        var snapshotEvery = random.Between(1, 6);
        var percent = random.Pick([0, 25, 50, 50, 75]);
        return new Scenario(seed, nodes, reviews, items, buyers, callers, snapshotEvery, Enum.GetValues<Fault>().Where(f => random.Chance(percent) && (nodes > 1 || f != Fault.TwoActivations)).ToHashSet());
    }

    public override string ToString() =>
        $"seed {Seed}: {Nodes} nodes, {Reviews} reviews, {Items} items, {Buyers} buyers, {Callers} callers, a snapshot every {SnapshotEvery} events, faults: {(Faults.Count == 0 ? "none" : string.Join(", ", Faults.Order()))}";
}
