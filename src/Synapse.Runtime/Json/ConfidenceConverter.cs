using System.Text.Json;
using System.Text.Json.Serialization;
using Synapse.Core.Findings;

namespace Synapse.Runtime.Json;

/// <summary>Writes a confidence as its basis points.</summary>
internal sealed class ConfidenceConverter : JsonConverter<Confidence>
{
    public override Confidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.GetInt32();
        return value is >= 0 and <= Confidence.MaxBasisPoints ? new Confidence(value) : throw new JsonException("a confidence is 0 to 10,000 basis points");
    }

    public override void Write(Utf8JsonWriter writer, Confidence value, JsonSerializerOptions options) => writer.WriteNumberValue(value.BasisPoints);
}
