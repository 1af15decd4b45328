using System.Collections.Concurrent;
using Synapse.Conformance.Journal;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>A silo's connection to the journal, which can be cut: from then on the silo reads and writes nothing, as if its machine were gone.</summary>
internal sealed class SiloStore(IJournalStore inner) : PassingStore(inner), IReaderPositions
{
    private readonly IReaderPositions _positions = inner.Positions;
    private volatile bool _isCut;

    /// <summary>What was read of all streams, by page.</summary>
    public ConcurrentQueue<(long After, int Events)> Pages { get; } = [];

    public ConcurrentQueue<(string Name, long Position)> Written { get; } = [];

    public override IReaderPositions Positions => this;

    public void Cut() => _isCut = true;

    public override async ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken)
    {
        Check();
        var page = await base.ReadAllAsync(afterPosition, limit, cancellationToken);
        Pages.Enqueue((afterPosition, page.Count));
        return page;
    }

    public override ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(AggregateId stream, long afterPosition, int limit, CancellationToken cancellationToken)
    {
        Check();
        return base.ReadAllAsync(stream, afterPosition, limit, cancellationToken);
    }

    public ValueTask<long> ReadAsync(string name, CancellationToken cancellationToken)
    {
        Check();
        return _positions.ReadAsync(name, cancellationToken);
    }

    public ValueTask WriteAsync(string name, long position, CancellationToken cancellationToken)
    {
        Check();
        Written.Enqueue((name, position));
        return _positions.WriteAsync(name, position, cancellationToken);
    }

    private void Check()
    {
        if (_isCut)
        {
            throw new IOException("the journal is out of reach");
        }
    }
}
