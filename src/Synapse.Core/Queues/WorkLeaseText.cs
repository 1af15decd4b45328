namespace Synapse.Core.Queues;

/// <summary>Causes that the queue gives itself.</summary>
internal static class WorkLeaseText
{
    public const string Expired = "its worker was not heard of before the lease ran out";

    public const string Throttled = "the provider asked for patience";
}
