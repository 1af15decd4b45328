namespace Synapse.Cluster.Signals;

/// <summary>What all queues of a silo share.</summary>
internal sealed record JournalReading(JournalFeed Feed, SignalReader Reader, SignalListeners Listeners, TimeProvider Time);
