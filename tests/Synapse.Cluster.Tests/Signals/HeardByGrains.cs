using System.Collections.Concurrent;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>What the implicitly subscribed grains of all silos heard, by their key.</summary>
internal sealed class HeardByGrains
{
    private readonly ConcurrentDictionary<string, HeardSignals> _grains = new();

    /// <summary>What a grain is to do with what it hears.</summary>
    public void Use(string key, HeardSignals heard) => _grains[key] = heard;

    public HeardSignals Of(string key) => _grains.GetOrAdd(key, _ => new HeardSignals());
}
