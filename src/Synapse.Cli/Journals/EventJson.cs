using System.Text.Json;

namespace Synapse.Cli.Journals;

/// <summary>The data of an event inside other JSON, byte for byte.</summary>
internal static class EventJson
{
    /// <summary>Data that is not JSON, as after someone changed it, is written as a Base64 text.</summary>
    public static void WriteData(Utf8JsonWriter json, ReadOnlyMemory<byte> data)
    {
        try
        {
            json.WriteRawValue(data.Span);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            json.WriteBase64StringValue(data.Span);
        }
    }
}
