using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Synapse.Runtime.Json;

/// <summary>The journaled names and JSON of one aggregate's events. A name, once released, keeps its shape for ever; a new shape is a new version.</summary>
/// <param name="current">The names that are written, in the order of the aggregate's life.</param>
/// <param name="earlier">Names that are not written any more, and how they are read.</param>
public abstract class JsonEventCodec<TEvent>(
    IReadOnlyList<(string Name, Type Type, JsonTypeInfo Info)> current, IReadOnlyList<(string Name, JsonTypeInfo Info, Func<TEvent, TEvent> Upcast)> earlier) : IEventCodec<TEvent>
    where TEvent : class
{
    private readonly Dictionary<Type, (string Name, JsonTypeInfo Info)> _byType = current.ToDictionary(c => c.Type, c => (c.Name, c.Info));

    private readonly Dictionary<string, (JsonTypeInfo Info, Func<TEvent, TEvent> Upcast)> _byName =
        current.Select(c => (c.Name, c.Info, Upcast: new Func<TEvent, TEvent>(e => e))).Concat(earlier).ToDictionary(c => c.Name, c => (c.Info, c.Upcast), StringComparer.Ordinal);

    /// <summary>All names: those that are written, then those of earlier versions.</summary>
    public IReadOnlyList<string> Names { get; } = [.. current.Select(t => t.Name), .. earlier.Select(t => t.Name)];

    public (string Type, ReadOnlyMemory<byte> Data) Encode(TEvent @event) => _byType.TryGetValue(@event.GetType(), out var entry)
        ? (entry.Name, JsonSerializer.SerializeToUtf8Bytes(@event, entry.Info))
        : throw new InvalidOperationException($"{@event.GetType().Name} has no journaled name");

    public TEvent Decode(string type, ReadOnlyMemory<byte> data)
    {
        if (!_byName.TryGetValue(type, out var entry))
        {
            throw new InvalidDataException($"the journal holds an event '{type}' that this version does not know");
        }

        try
        {
            return entry.Upcast((TEvent)JsonSerializer.Deserialize(data.Span, entry.Info)!);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"the journal holds a '{type}' that cannot be read: {e.Message}", e);
        }
    }
}
