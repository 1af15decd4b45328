namespace Synapse.Simulation.Queues;

internal abstract record QueueEvent(string Item)
{
    public sealed record Enqueued(string Item) : QueueEvent(Item);

    public sealed record Claimed(string Item, string Claim, long Token, DateTimeOffset Until) : QueueEvent(Item);

    public sealed record Completed(string Item, long Token) : QueueEvent(Item);

    public sealed record Expired(string Item, long Token) : QueueEvent(Item);
}
