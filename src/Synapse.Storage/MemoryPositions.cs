using System.Collections.Concurrent;
using Synapse.Runtime.Journal;

namespace Synapse.Storage;

/// <summary>Positions in memory.</summary>
internal sealed class MemoryPositions : IReaderPositions
{
    private readonly ConcurrentDictionary<string, long> _positions = new(StringComparer.Ordinal);

    public ValueTask<long> ReadAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult(_positions.GetValueOrDefault(name));

    public ValueTask WriteAsync(string name, long position, CancellationToken cancellationToken)
    {
        IReaderPositions.Check(name, position);
        _positions[name] = position;
        return ValueTask.CompletedTask;
    }
}
