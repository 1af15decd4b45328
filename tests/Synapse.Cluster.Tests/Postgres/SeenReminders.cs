using System.Collections.Concurrent;

namespace Synapse.Cluster.Tests.Postgres;

/// <summary>Which reminders came to the silos of one database.</summary>
internal sealed class SeenReminders
{
    private readonly ConcurrentDictionary<(string Grain, string Name), int> _seen = new();

    public void Add(string grain, string name) => _seen.AddOrUpdate((grain, name), 1, (_, n) => n + 1);

    public int Of(string grain, string name) => _seen.GetValueOrDefault((grain, name));
}
