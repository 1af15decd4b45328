namespace Synapse.Cluster.Client.Signals;

/// <summary>Tells a listener which signals it has had: delivery is at least once. For one thread at a time.</summary>
public sealed class SignalDeduplicator
{
    /// <summary>How many ids are remembered; the oldest is forgotten first. A repetition comes within seconds of the original.</summary>
    public const int MaxRemembered = 10_000;

    private readonly HashSet<(string Source, string Id)> _known = [];
    private readonly Queue<(string Source, string Id)> _order = [];

    /// <summary>Whether this signal is not among the last <see cref="MaxRemembered"/> ones; it is now. Ids are unique per source.</summary>
    public bool IsNew(string source, string id)
    {
        if (!_known.Add((source, id)))
        {
            return false;
        }

        _order.Enqueue((source, id));
        if (_order.Count > MaxRemembered)
        {
            _known.Remove(_order.Dequeue());
        }

        return true;
    }
}
