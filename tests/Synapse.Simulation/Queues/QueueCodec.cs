using System.Globalization;
using System.Text;
using Synapse.Core;
using Synapse.Runtime.Json;

namespace Synapse.Simulation.Queues;

/// <summary>Queue events and states as text.</summary>
internal sealed class QueueCodec : IEventCodec<QueueEvent>, IStateCodec<QueueState>
{
    public string Schema => "queue.state/1";

    public (string Type, ReadOnlyMemory<byte> Data) Encode(QueueEvent @event) => @event switch
    {
        QueueEvent.Enqueued e => ("queue.enqueued/1", Bytes(e.Item)),
        QueueEvent.Claimed e => ("queue.claimed/1", Bytes($"{e.Item}|{e.Claim}|{e.Token}|{e.Until.UtcTicks}")),
        QueueEvent.Completed e => ("queue.completed/1", Bytes($"{e.Item}|{e.Token}")),
        QueueEvent.Expired e => ("queue.expired/1", Bytes($"{e.Item}|{e.Token}")),
        _ => throw new ArgumentOutOfRangeException(nameof(@event)),
    };

    public QueueEvent Decode(string type, ReadOnlyMemory<byte> data)
    {
        var parts = Encoding.UTF8.GetString(data.Span).Split('|');
        return type switch
        {
            "queue.enqueued/1" => new QueueEvent.Enqueued(parts[0]),
            "queue.claimed/1" => new QueueEvent.Claimed(parts[0], parts[1], Number(parts[2]), Instant(parts[3])),
            "queue.completed/1" => new QueueEvent.Completed(parts[0], Number(parts[1])),
            "queue.expired/1" => new QueueEvent.Expired(parts[0], Number(parts[1])),
            _ => throw new InvalidDataException($"no event of type {type} is known"),
        };
    }

    public ReadOnlyMemory<byte> Encode(QueueState state) => Bytes(state.Describe());

    public bool TryDecode(ReadOnlyMemory<byte> data, out QueueState state)
    {
        var parts = Encoding.UTF8.GetString(data.Span).Split(';');
        var leases = Items(parts[1]).Select(l => l.Split(':')).Select(l => new Lease(l[0], l[1], Number(l[2]), Instant(l[3])));
        state = new QueueState(Items(parts[0]).ToValueList(), leases.ToValueList(), Items(parts[2]).ToValueList(), Number(parts[3]));
        return true;
    }

    private static IEnumerable<string> Items(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => new(Number(text), TimeSpan.Zero);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
