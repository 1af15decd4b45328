namespace Synapse.Cluster.Signals;

/// <summary>How the silos read the journal for those who listen.</summary>
public sealed class JournalStreamOptions
{
    /// <summary>
    /// Into how many queues the streams are divided, 1 to 1,024; the silos share the queues. How far a queue was read is kept for this division
    /// only: with another number all queues start at the first event again.
    /// </summary>
    public int Queues { get; set; } = 8;

    /// <summary>How often the journal is looked at for events of other processes; those of this silo are known at once. More than zero.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a queue's position is written at most, so how much is delivered again after a crash. More than zero.</summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many of the latest events' signals a silo keeps for listeners that are a little behind; at least one page, 1,000.</summary>
    public int CachedEvents { get; set; } = 20_000;

    internal bool IsValid =>
        Queues is > 0 and <= 1_024 && PollInterval > TimeSpan.Zero && CheckpointInterval > TimeSpan.Zero && CachedEvents >= SignalReader.PageSize;
}
