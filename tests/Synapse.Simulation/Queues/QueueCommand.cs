namespace Synapse.Simulation.Queues;

internal abstract record QueueCommand
{
    public sealed record Enqueue(string Item) : QueueCommand;

    /// <param name="Claim">Names this claim: the same one again is answered with the lease it got.</param>
    public sealed record Claim(string Name) : QueueCommand;

    public sealed record Complete(string Item, long Token) : QueueCommand;

    /// <summary>The lease of an item may have run out.</summary>
    public sealed record Expire(string Item) : QueueCommand;
}
