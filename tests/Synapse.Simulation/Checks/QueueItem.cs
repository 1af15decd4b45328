using Synapse.Core.Queues;

namespace Synapse.Simulation.Checks;

/// <summary>What the events of a queue have said about one item.</summary>
internal sealed class QueueItem(WorkItem item)
{
    public enum Place
    {
        Pending,
        Leased,
        Dead,
        Done,
        Cancelled,
    }

    public WorkItem Item => item;

    public Place At { get; set; } = Place.Pending;

    /// <summary>Its turn among the items of its order.</summary>
    public long Turn { get; set; }

    public int Attempts { get; set; }

    /// <summary>The most attempts that any policy in force since it came has allowed.</summary>
    public int MaxAttempts { get; set; }

    public long Token { get; set; }

    public DateTimeOffset Until { get; set; }

    public DateTimeOffset ReadyAt { get; set; }

    public bool HasEnded => At is Place.Done or Place.Cancelled;

    public bool IsHeldWith(long token) => At == Place.Leased && Token == token;
}
