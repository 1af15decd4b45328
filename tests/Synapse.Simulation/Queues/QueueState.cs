using System.Text;
using Synapse.Core;

namespace Synapse.Simulation.Queues;

internal sealed record Lease(string Item, string Claim, long Token, DateTimeOffset Until);

/// <param name="Tokens">How many were given out: the last one.</param>
internal sealed record QueueState(ValueList<string> Pending, ValueList<Lease> Leases, ValueList<string> Done, long Tokens)
{
    public static QueueState Empty { get; } = new([], [], [], 0);

    public Lease? LeaseOf(string item) => Leases.FirstOrDefault(l => l.Item == item);

    public bool Has(string item) => Pending.Contains(item) || Done.Contains(item) || LeaseOf(item) is not null;

    public static QueueState Evolve(QueueState state, QueueEvent @event) => @event switch
    {
        QueueEvent.Enqueued e => state with { Pending = state.Pending.Add(e.Item) },
        QueueEvent.Claimed e => state with
        {
            Pending = state.Pending.Where(i => i != e.Item).ToValueList(),
            Leases = state.Leases.Add(new Lease(e.Item, e.Claim, e.Token, e.Until)),
            Tokens = e.Token,
        },
        QueueEvent.Completed e => state with { Leases = state.Leases.Where(l => l.Item != e.Item).ToValueList(), Done = state.Done.Add(e.Item) },
        QueueEvent.Expired e => state with { Leases = state.Leases.Where(l => l.Item != e.Item).ToValueList(), Pending = state.Pending.Add(e.Item) },
        _ => state,
    };

    /// <summary>The whole state as text, to be compared.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Pending).Append(';').AppendJoin(',', Leases.Select(l => $"{l.Item}:{l.Claim}:{l.Token}:{l.Until.UtcTicks}")).Append(';').AppendJoin(',', Done).Append(';').Append(Tokens);
        return text.ToString();
    }
}
