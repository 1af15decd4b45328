using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Synapse.Core;

namespace Synapse.Runtime.Json;

/// <summary>
/// Writes lists and sets of values as JSON arrays, and maps as objects where their keys are texts, as arrays of pairs where they are not. The
/// items are written as the context at hand writes them, so it must know their types.
/// </summary>
internal sealed class ValueConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && ConverterOf(typeToConvert.GetGenericTypeDefinition()) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(ConverterOf(typeToConvert.GetGenericTypeDefinition())!.MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private static Type? ConverterOf(Type type) =>
        type == typeof(ValueList<>) ? typeof(ListConverter<>)
        : type == typeof(ValueSet<>) ? typeof(SetConverter<>)
        : type == typeof(ValueMap<,>) ? typeof(MapConverter<,>)
        : null;

    private static List<T> ReadItems<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("expected a list");
        }

        var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(JsonSerializer.Deserialize(ref reader, item)!);
        }

        return items;
    }

    private static void WriteItems<T>(Utf8JsonWriter writer, IEnumerable<T> items, JsonSerializerOptions options)
    {
        var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var element in items)
        {
            JsonSerializer.Serialize(writer, element, item);
        }

        writer.WriteEndArray();
    }

    private sealed class ListConverter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadItems<T>(ref reader, options).ToValueList();

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) => WriteItems(writer, value, options);
    }

    private sealed class SetConverter<T> : JsonConverter<ValueSet<T>>
    {
        public override ValueSet<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadItems<T>(ref reader, options).ToValueSet();

        public override void Write(Utf8JsonWriter writer, ValueSet<T> value, JsonSerializerOptions options) => WriteItems(writer, value, options);
    }

    private sealed class MapConverter<TKey, TValue> : JsonConverter<ValueMap<TKey, TValue>>
        where TKey : notnull
    {
        private static readonly bool HasTextKeys = typeof(TKey) == typeof(string);

        public override ValueMap<TKey, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (open, close) = HasTextKeys ? (JsonTokenType.StartObject, JsonTokenType.EndObject) : (JsonTokenType.StartArray, JsonTokenType.EndArray);
            if (reader.TokenType != open)
            {
                throw new JsonException("expected a map");
            }

            var (keys, values) = ((JsonTypeInfo<TKey>)options.GetTypeInfo(typeof(TKey)), (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue)));
            var entries = new List<KeyValuePair<TKey, TValue>>();
            while (reader.Read() && reader.TokenType != close)
            {
                if (HasTextKeys)
                {
                    var key = (TKey)(object)reader.GetString()!;
                    reader.Read();
                    entries.Add(KeyValuePair.Create(key, JsonSerializer.Deserialize(ref reader, values)!));
                }
                else
                {
                    reader.Read();
                    var key = JsonSerializer.Deserialize(ref reader, keys)!;
                    reader.Read();
                    entries.Add(KeyValuePair.Create(key, JsonSerializer.Deserialize(ref reader, values)!));
                    reader.Read();
                }
            }

            return ValueMap<TKey, TValue>.Of(entries);
        }

        public override void Write(Utf8JsonWriter writer, ValueMap<TKey, TValue> value, JsonSerializerOptions options)
        {
            var (keys, values) = ((JsonTypeInfo<TKey>)options.GetTypeInfo(typeof(TKey)), (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue)));
            if (HasTextKeys)
            {
                writer.WriteStartObject();
                foreach (var (key, entry) in value)
                {
                    writer.WritePropertyName((string)(object)key);
                    JsonSerializer.Serialize(writer, entry, values);
                }

                writer.WriteEndObject();
                return;
            }

            writer.WriteStartArray();
            foreach (var (key, entry) in value)
            {
                writer.WriteStartArray();
                JsonSerializer.Serialize(writer, key, keys);
                JsonSerializer.Serialize(writer, entry, values);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }
    }
}
