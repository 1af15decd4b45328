using System.Diagnostics.Metrics;

namespace Synapse.Cluster.Signals;

/// <summary>What a silo measures of the signals it delivers.</summary>
internal sealed class SignalMetrics(IMeterFactory meters)
{
    public const string Meter = "Synapse.Cluster";

    /// <summary>Events that cannot be read, each counted once by each silo that comes across it.</summary>
    public Counter<long> Unreadable { get; } = meters.Create(Meter).CreateCounter<long>("synapse.signals.unreadable_events", "{event}", "Events whose signals nobody gets, because they cannot be read.");
}
