using System.Collections.Concurrent;
using Synapse.Conformance.Journal;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.KillTest;

/// <summary>Knows of each stream the version that the engine of this process has seen last.</summary>
internal sealed class VersionWatch(IJournalStore inner) : PassingStore(inner)
{
    private readonly ConcurrentDictionary<AggregateId, long> _versions = new();

    public long VersionOf(AggregateId stream) => _versions.GetValueOrDefault(stream);

    public override async ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        var status = await base.AppendAsync(append, cancellationToken);
        if (status == AppendStatus.Appended)
        {
            _versions[append.Stream] = append.ExpectedVersion + append.Events.Count;
        }

        return status;
    }

    public override async ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken)
    {
        var slice = await base.LoadAsync(stream, cancellationToken);
        _versions[stream] = slice.Version;
        return slice;
    }
}
