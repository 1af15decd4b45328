namespace Synapse.Core.Queues;

/// <summary>
/// How long an item waits after a failure: exponential backoff with equal jitter (half of the wait is certain, the other half is spread, so that what failed
/// together does not come back together). The spread follows from the item and the attempt, so that a replay gives the same.
/// </summary>
internal static class WorkBackoff
{
    private const int MaxDoublings = 30;

    public static TimeSpan Of(QueuePolicy policy, string id, int attempt)
    {
        var wait = Math.Min(policy.Backoff.Ticks * Math.Pow(2, Math.Min(attempt - 1, MaxDoublings)), policy.MaxBackoff.Ticks);
        return TimeSpan.FromTicks((long)(wait / 2) + (long)(wait / 2 * Share(id, attempt)));
    }

    /// <summary>From 0 to 1: FNV-1a over the text.</summary>
    private static double Share(string id, int attempt)
    {
        var hash = 14695981039346656037UL ^ (uint)attempt;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return (hash >> 11) * (1.0 / (1UL << 53));
    }
}
