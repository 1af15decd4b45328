namespace Synapse.Runtime.Engine;

/// <summary>The engine's named limits.</summary>
/// <param name="MaxMailbox">Commands waiting for one aggregate; one more is refused as overloaded. Default 1,024.</param>
/// <param name="MaxBatch">Commands decided and committed together. Default 64.</param>
/// <param name="RetryAfter">What an overloaded sender is told to wait. Default 100 ms.</param>
public sealed record EngineLimits(int MaxMailbox, int MaxBatch, TimeSpan RetryAfter)
{
    public static EngineLimits Default { get; } = new(1_024, 64, TimeSpan.FromMilliseconds(100));

    /// <summary>Events between two snapshots of an aggregate, unless <see cref="SnapshotBytes"/> is reached before.</summary>
    public int SnapshotEvery { get; init; } = 100;

    /// <summary>Bytes of events between two snapshots of an aggregate.</summary>
    public long SnapshotBytes { get; init; } = 1 << 20;

    /// <summary>A snapshot larger than this is written anew only after as many bytes of events, so that writing it costs no more than they did.</summary>
    public long SmallSnapshotBytes { get; init; } = 64 << 10;

    /// <summary>Tries of one effect before it becomes a dead letter.</summary>
    public int EffectTries { get; init; } = 5;

    /// <summary>The wait before the second try of an effect; it doubles with each further one.</summary>
    public TimeSpan EffectBackoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often the journal is asked for timers that are due; those set by this process fire on time without it.</summary>
    public TimeSpan TimerPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Timers fired by one poll at most; the rest is for the next.</summary>
    public int MaxTimersPerPoll { get; init; } = 1_000;

    /// <summary>How often idle aggregates leave memory (those not used since the last time) and effects that were left behind are looked for.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Aggregates in memory; beyond it, those that are doing nothing leave at the next timer poll.</summary>
    public int MaxActive { get; init; } = 20_000;
}
