using System.Text.Json;
using System.Text.Json.Serialization;

namespace Synapse.Contracts.Reviews;

/// <summary>Reads the JSON of a review report. Safe to call from any thread.</summary>
public static class ReviewReportReader
{
    private const string Supported = "1.";

    /// <summary>Reads a report; members of later versions that this one does not know are left out.</summary>
    /// <exception cref="FormatException">The text is no report, or one of a later major version.</exception>
    public static ReviewReport Read(string json)
    {
        try
        {
            var report = JsonSerializer.Deserialize(json, ReviewReportJson.Default.ReviewReport) ?? throw new FormatException("This is not a Synapse review report.");
            return report.SchemaVersion?.StartsWith(Supported, StringComparison.Ordinal) == true
                ? report
                : throw new FormatException($"This report has schema version '{report.SchemaVersion}'; this reader knows {Supported}x. Update Synapse.Contracts.");
        }
        catch (JsonException e)
        {
            throw new FormatException("This is not a Synapse review report: " + e.Message, e);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReviewReport))]
internal sealed partial class ReviewReportJson : JsonSerializerContext;
