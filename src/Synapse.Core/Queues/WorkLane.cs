namespace Synapse.Core.Queues;

/// <summary>Everything about an item that decides when it may run. Items of one lane run in the order in which they came.</summary>
/// <param name="Tenant">Whom the work is for; tenants share a queue fairly.</param>
/// <param name="Repository">Within a tenant, repositories share fairly; empty for none.</param>
/// <param name="Agent">Who does it; empty for anybody.</param>
/// <param name="Provider">The outside service that it uses, such as a model's; empty for none.</param>
public sealed record WorkLane(WorkPriority Priority, string Tenant, string Repository, string Agent, string Provider) : IComparable<WorkLane>
{
    /// <summary>The names under which limits and throttles apply to the lane: <c>queue</c>, <c>tenant:x</c>, <c>agent:x</c>, <c>provider:x</c>.</summary>
    public ValueList<string> LimitKeys() => [QueueLimitKeys.Queue, QueueLimitKeys.OfTenant(Tenant), QueueLimitKeys.OfAgent(Agent), QueueLimitKeys.OfProvider(Provider)];

    public int CompareTo(WorkLane? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = Priority.CompareTo(other.Priority);
        order = order != 0 ? order : string.CompareOrdinal(Tenant, other.Tenant);
        order = order != 0 ? order : string.CompareOrdinal(Repository, other.Repository);
        order = order != 0 ? order : string.CompareOrdinal(Agent, other.Agent);
        return order != 0 ? order : string.CompareOrdinal(Provider, other.Provider);
    }
}
