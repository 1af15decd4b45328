using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.World;

/// <summary>What a run is about. Everything else follows from the seed.</summary>
internal sealed record Scenario(ulong Seed, int Nodes, int Reviews, int Items, int SnapshotEvery, IReadOnlySet<Fault> Faults)
{
    /// <summary>Draws a scenario: about half of the faults, so that runs differ in what they are about.</summary>
    public static Scenario Of(ulong seed)
    {
        var random = new SimRandom(seed);
        var nodes = random.Between(1, 3);
        var (reviews, items) = (random.Between(4, 12), random.Between(4, 20));
        var snapshotEvery = random.Between(1, 6);
        var percent = random.Pick([0, 25, 50, 50, 75]);
        return new Scenario(seed, nodes, reviews, items, snapshotEvery, Enum.GetValues<Fault>().Where(f => random.Chance(percent) && (nodes > 1 || f != Fault.TwoActivations)).ToHashSet());
    }

    public override string ToString() =>
        $"seed {Seed}: {Nodes} nodes, {Reviews} reviews, {Items} items, a snapshot every {SnapshotEvery} events, faults: {(Faults.Count == 0 ? "none" : string.Join(", ", Faults.Order()))}";
}
