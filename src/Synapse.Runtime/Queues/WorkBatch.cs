using Synapse.Core;
using Synapse.Core.Queues;

namespace Synapse.Runtime.Queues;

/// <summary>What one worker has taken, and which of it is still its own.</summary>
internal sealed class WorkBatch : IDisposable
{
    private readonly Dictionary<string, (ClaimedWork Work, CancellationTokenSource Source)> _open;
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public WorkBatch(ValueList<ClaimedWork> work, CancellationToken stopping) =>
        _open = work.ToDictionary(w => w.Item.Id, w => (w, CancellationTokenSource.CreateLinkedTokenSource(stopping)), StringComparer.Ordinal);

    /// <summary>Work that is not done yet and is still its own.</summary>
    public List<ClaimedWork> Open()
    {
        lock (_gate)
        {
            return [.. _open.Values.Where(o => !_lost.Contains(o.Work.Item.Id)).Select(o => o.Work).OrderBy(w => w.Token)];
        }
    }

    public CancellationToken TokenOf(ClaimedWork work)
    {
        lock (_gate)
        {
            return _open[work.Item.Id].Source.Token;
        }
    }

    public bool IsLost(ClaimedWork work)
    {
        lock (_gate)
        {
            return _lost.Contains(work.Item.Id);
        }
    }

    public void Lose(string id)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(id, out var open) && _lost.Add(id))
            {
                open.Source.Cancel();
            }
        }
    }

    public void End(ClaimedWork work)
    {
        lock (_gate)
        {
            if (_open.Remove(work.Item.Id, out var open))
            {
                open.Source.Dispose();
            }
        }
    }

    public void Dispose()
    {
        foreach (var (_, source) in _open.Values)
        {
            source.Dispose();
        }
    }
}
