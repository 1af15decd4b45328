using System.Text.Json;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;

namespace Synapse.Cli.Commands.Reputation;

/// <summary>What is known of agents, as JSON.</summary>
internal static class ReputationJson
{
    public static void WriteVersions(Utf8JsonWriter json, IEnumerable<VersionStanding> versions)
    {
        json.WriteStartArray("reputation");
        foreach (var version in versions)
        {
            json.WriteStartObject();
            json.WriteString("version", version.Version);
            json.WriteStartArray("skills");
            foreach (var skill in version.Skills)
            {
                json.WriteStartObject();
                json.WriteString("skill", MarketState.KeyOf(skill.Skill));
                WriteScore(json, skill.Score);
                json.WriteBoolean("mayTakeHighSeverity", skill.MayTakeHighSeverity);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (version.Calibration.BrierMillionths is { } brier)
            {
                json.WriteNumber("brierMillionths", brier);
            }
            else
            {
                json.WriteNull("brierMillionths");
            }

            json.WriteStartObject("service");
            json.WriteNumber("count", version.Service.Count);
            json.WriteNumber("medianMilliseconds", version.Service.ResponseAt(50));
            json.WriteNumber("p95Milliseconds", version.Service.ResponseAt(95));
            json.WriteNumber("totalMicroCredits", version.Service.TotalMicroCredits);
            json.WriteEndObject();
            json.WriteStartArray("stars");
            foreach (var count in version.Stars)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteScore(Utf8JsonWriter json, ReputationScore score)
    {
        json.WriteNumber("scoreBasisPoints", score.BasisPoints);
        json.WriteNumber("meanBasisPoints", score.MeanBasisPoints);
        WriteTally(json, "evidenceMillionths", score.Evidence);
    }

    public static void WriteTally(Utf8JsonWriter json, string name, Tally tally)
    {
        json.WriteStartObject(name);
        json.WriteNumber("correct", tally.Correct);
        json.WriteNumber("wrong", tally.Wrong);
        json.WriteEndObject();
    }
}
