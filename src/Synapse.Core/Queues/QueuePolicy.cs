using Synapse.Core.Agents.Breakers;

namespace Synapse.Core.Queues;

/// <summary>So many in so much time, as a generic cell rate algorithm: permits come back evenly, and <paramref name="Permits"/> of them may be used at once.</summary>
/// <param name="Permits">At least 1.</param>
/// <param name="Per">More than 0.</param>
public sealed record QueueRate(int Permits, TimeSpan Per)
{
    /// <summary>The time that one permit takes.</summary>
    public TimeSpan Interval => Per / Permits;
}

/// <summary>The named limits and habits of one queue.</summary>
/// <param name="MaxItems">Items that are not done; one more is refused as overloaded. Default 2,000,000.</param>
/// <param name="MaxAttempts">Attempts before an item is given up. Default 5.</param>
/// <param name="Backoff">The most that is waited before the second attempt; it doubles with each further one, and chance decides how much of it is waited. Default 1 s.</param>
/// <param name="MaxBackoff">Default 5 minutes.</param>
/// <param name="AgeStep">The wait by which an item rises by one priority. Default 1 minute.</param>
/// <param name="History">Ended items that are remembered, so that the same work sent again is known. Default 1,000.</param>
/// <param name="Limits">Items that run at once, by <see cref="QueueLimitKeys"/>; a class such as <c>agent:*</c> is for each name without an own one.</param>
/// <param name="Rates">Items that are taken in a time, by the same keys.</param>
/// <param name="Weights">The share of a tenant beside others; 1 where none is given, at most 1,000.</param>
public sealed record QueuePolicy(
    int MaxItems, int MaxAttempts, TimeSpan Backoff, TimeSpan MaxBackoff, TimeSpan AgeStep, int History,
    ValueMap<string, int> Limits, ValueMap<string, QueueRate> Rates, ValueMap<string, int> Weights)
{
    public static QueuePolicy Default { get; } = new(2_000_000, 5, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1), 1_000, default, default, default);

    /// <summary>Items that may run at once under a key; null for as many as there are.</summary>
    public int? LimitOf(string key) => Limits.TryGetValue(key, out var own) ? own : Limits.TryGetValue(QueueLimitKeys.ClassOf(key), out var common) ? common : null;

    public QueueRate? RateOf(string key) => Rates.Find(key) ?? Rates.Find(QueueLimitKeys.ClassOf(key));

    /// <summary>When what failed is tried again.</summary>
    public RetryPolicy Retries() => new(Backoff, MaxBackoff, MaxAttempts);

    /// <summary>What is wrong with it; null for nothing.</summary>
    public string? Problem() =>
        MaxItems < 1 ? "maxItems is at least 1"
        : MaxAttempts < 1 ? "maxAttempts is at least 1"
        : Backoff < TimeSpan.Zero || MaxBackoff < Backoff ? "backoff is not negative, and maxBackoff is not below it"
        : AgeStep <= TimeSpan.Zero ? "ageStep is more than 0"
        : History < 1 ? "history is at least 1"
        : Limits.Keys.Concat(Rates.Keys).FirstOrDefault(k => !QueueLimitKeys.IsValid(k)) is { } key ? $"'{key}' is no key of a limit; use queue, tenant:NAME, agent:NAME or provider:NAME, or * for the name"
        : Limits.FirstOrDefault(l => l.Value < 1) is { Key: { } limit } ? $"the limit of '{limit}' is at least 1; pause the queue to stop it"
        : Rates.FirstOrDefault(r => r.Value.Permits < 1 || r.Value.Per <= TimeSpan.Zero) is { Key: { } rate } ? $"the rate of '{rate}' is at least 1 in more than no time"
        : Weights.FirstOrDefault(w => w.Value is < 1 or > FairShare.MaxWeight) is { Key: { } weight } ? $"the weight of '{weight}' is 1 to {FairShare.MaxWeight}"
        : null;
}
