using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Synapse.Runtime.Json;

/// <summary>The states of one aggregate as JSON, for snapshots.</summary>
public abstract class JsonStateCodec<TState>(string schema, JsonTypeInfo<TState> info) : IStateCodec<TState>
    where TState : class
{
    public string Schema => schema;

    public ReadOnlyMemory<byte> Encode(TState state) => JsonSerializer.SerializeToUtf8Bytes(state, info);

    public bool TryDecode(ReadOnlyMemory<byte> data, [MaybeNullWhen(false)] out TState state)
    {
        try
        {
            state = JsonSerializer.Deserialize(data.Span, info);
        }
        catch (JsonException)
        {
            state = null;
        }

        return state is not null;
    }
}
