namespace Synapse.Runtime.Json;

/// <summary>Turns the events of one aggregate into named JSON and back.</summary>
public interface IEventCodec<TEvent>
{
    (string Type, ReadOnlyMemory<byte> Data) Encode(TEvent @event);

    /// <exception cref="InvalidDataException">The name is unknown or the data does not fit it: the journal was written by a newer version or is damaged.</exception>
    TEvent Decode(string type, ReadOnlyMemory<byte> data);
}
