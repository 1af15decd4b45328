namespace Synapse.Simulation.Planted;

/// <summary>All mistakes that the simulator must notice.</summary>
internal static class PlantedBugs
{
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        .. EngineBugs.Commits, .. EngineBugs.Effects, .. EngineBugs.Timers, .. DomainBugs.Reviews, .. DomainBugs.Storage,
        .. QueueBugs.Items, .. QueueBugs.Choice, .. QueueBugs.Workers, .. BudgetBugs.All, .. BreakerBugs.All,
    ];
}
