using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Storage.Chain;

namespace Synapse.Storage;

/// <summary>Bodies in memory.</summary>
/// <param name="gate">The journal's lock: an append looks for bodies and holds them under it.</param>
internal sealed class MemoryBodies(Lock gate) : IBodyStore
{
    private readonly Dictionary<(string Tenant, ContentHash Hash), (byte[] Packed, int Size, DateTimeOffset UsedAt)> _bodies = [];
    private readonly Dictionary<(string Tenant, ContentHash Hash), HashSet<AggregateId>> _holders = [];

    public bool Has(string tenant, ContentHash hash) => _bodies.ContainsKey((tenant, hash));

    public void Hold(StreamAppend append)
    {
        foreach (var hash in append.Holds)
        {
            var key = (append.Stream.Tenant, hash);
            (_holders.GetValueOrDefault(key) ?? (_holders[key] = [])).Add(append.Stream);
        }

        foreach (var key in append.Releases.Select(hash => (append.Stream.Tenant, hash)))
        {
            if (_holders.TryGetValue(key, out var holders) && holders.Remove(append.Stream) && holders.Count == 0)
            {
                _holders.Remove(key);
            }
        }
    }

    public ValueTask<ContentHash> PutAsync(string tenant, ReadOnlyMemory<byte> content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (packed, hash) = (PackedBody.Pack(content), ContentHash.Of(content.Span));
        lock (gate)
        {
            var used = _bodies.TryGetValue((tenant, hash), out var found) && found.UsedAt > now ? found.UsedAt : now;
            _bodies[(tenant, hash)] = (packed, content.Length, used);
        }

        return ValueTask.FromResult(hash);
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string tenant, ContentHash hash, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(_bodies.TryGetValue((tenant, hash), out var found) ? PackedBody.Unpack(found.Packed, found.Size, hash) : default(ReadOnlyMemory<byte>?));
        }
    }

    public ValueTask<int> CollectAsync(DateTimeOffset unusedSince, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var free = _bodies.Where(b => b.Value.UsedAt < unusedSince && !_holders.ContainsKey(b.Key)).Select(b => b.Key).Take(limit).ToList();
            free.ForEach(key => _bodies.Remove(key));
            return ValueTask.FromResult(free.Count);
        }
    }
}
