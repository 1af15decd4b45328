using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Synapse.Core.Agents.Breakers;

/// <summary>
/// When to try again: exponential backoff with full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). The jitter
/// follows from the key and the attempt, so that a replay waits as long again.
/// </summary>
/// <param name="BaseDelay">The most that is waited before the second attempt. Default 500 ms.</param>
/// <param name="MaxDelay">The most that is waited before any. Default 1 minute.</param>
/// <param name="MaxAttempts">Attempts in all. Default 5.</param>
public sealed record RetryPolicy(TimeSpan BaseDelay, TimeSpan MaxDelay, int MaxAttempts)
{
    public static RetryPolicy Default { get; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1), 5);

    /// <summary>How long to wait before the next attempt; null when there must be none.</summary>
    /// <param name="key">Names the work, so that works that failed together do not come back together.</param>
    /// <param name="attempt">The attempt that ended, from 1.</param>
    public TimeSpan? DelayAfter(string key, int attempt, CallOutcome outcome) =>
        outcome == CallOutcome.TransientFailure && attempt < MaxAttempts ? DelayAfter(key, attempt) : null;

    /// <summary>The wait after an attempt, whatever it ended with.</summary>
    public TimeSpan DelayAfter(string key, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{attempt}:{key}"));
        return TimeSpan.FromTicks((long)(((UInt128)BinaryPrimitives.ReadUInt64BigEndian(hash) * (ulong)(MostAfter(attempt).Ticks + 1)) >> 64));
    }

    /// <summary>The most that is waited after an attempt.</summary>
    public TimeSpan MostAfter(int attempt) => Backoff.Of(BaseDelay, MaxDelay, attempt);
}
