namespace Synapse.Core.Queues;

/// <summary>One piece of work, as it is put into a queue.</summary>
/// <param name="Id">Its unique key in the queue: the same again, while it is known, is the same work.</param>
/// <param name="Payload">What its worker needs to know: a reference, not the content. At most <see cref="MaxPayloadLength"/> characters.</param>
/// <param name="Order">Items with the same key run one at a time, in the order in which they came; empty for no order.</param>
/// <param name="DependsOn">Ids of items that must be done first; each is in the queue or comes with this one.</param>
/// <param name="NotBefore">When it may run at the earliest; null for at once.</param>
public sealed record WorkItem(string Id, WorkLane Lane, string Payload, string Order, ValueList<string> DependsOn, DateTimeOffset? NotBefore)
{
    public const int MaxIdLength = 256;

    public const int MaxPayloadLength = 16_384;

    public const int MaxDependencies = 100;

    /// <summary>Work that anybody may do at once.</summary>
    public static WorkItem Of(string id, string tenant, string payload, WorkPriority priority = WorkPriority.Normal) =>
        new(id, new WorkLane(priority, tenant, "", "", ""), payload, "", [], null);
}
