using System.Text.Json;
using Synapse.Core.Findings;

namespace Synapse.Core.Agents;

/// <summary>Writes a spec in its canonical form: every member, in a fixed order, the names of options and metadata sorted.</summary>
public static class AgentJson
{
    public static void Write(Utf8JsonWriter json, AgentSpec agent)
    {
        json.WriteStartObject();
        json.WriteString("id", agent.Id);
        json.WriteString("kind", AgentNames.Of(agent.Kind));
        json.WriteString("version", agent.Version);
        json.WriteString("tier", AgentNames.Of(agent.Tier));
        json.WriteStartArray("capabilities");
        foreach (var capability in agent.Capabilities)
        {
            json.WriteStartObject();
            json.WriteString("category", Names.Of(capability.Category));
            json.WriteString("language", capability.Language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStrings(json, "subscribes", agent.Subscribes);
        WriteStrings(json, "emits", agent.Emits);
        WriteStrings(json, "specialists", agent.Specialists);
        WriteClassification(json, agent.Classification);
        json.WriteString("negotiation", AgentNames.Of(agent.Negotiation));
        WriteDeadline(json, "deadline", agent.Deadline);
        WriteDeadline(json, "reviewDeadline", agent.ReviewDeadline);
        json.WriteString("prompt", agent.Prompt);
        json.WriteStartArray("checks");
        foreach (var check in agent.Checks)
        {
            WriteCheck(json, check);
        }

        json.WriteEndArray();
        if (agent.Analyser is { } analyser)
        {
            WriteAnalyser(json, analyser);
        }

        WritePrice(json, "price", agent.Price);
        json.WriteStartObject("metadata");
        foreach (var entry in agent.Metadata.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            json.WriteString(entry.Name, entry.Value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAnalyser(Utf8JsonWriter json, AnalyserSpec analyser)
    {
        json.WriteStartObject("analyser");
        WriteStrings(json, "command", analyser.Command);
        json.WriteString("format", AgentNames.Of(analyser.Format));
        WriteStrings(json, "languages", analyser.Languages);
        json.WriteNumber("timeLimitMilliseconds", Milliseconds(analyser.TimeLimit));
        json.WriteNumber("memoryLimitBytes", analyser.MemoryLimitBytes);
        json.WriteNumber("maxOutputBytes", analyser.MaxOutputBytes);
        json.WriteStartArray("categories");
        foreach (var category in analyser.Categories)
        {
            json.WriteStartObject();
            json.WriteString("rules", category.Rules);
            json.WriteString("category", Names.Of(category.Category));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteCheck(Utf8JsonWriter json, CheckSpec check)
    {
        json.WriteStartObject();
        json.WriteString("pack", check.Pack);
        WriteStrings(json, "rules", check.Rules);
        WriteStrings(json, "exclude", check.Exclude);
        json.WriteStartObject("options");
        foreach (var option in check.Options.OrderBy(option => option.Name, StringComparer.Ordinal))
        {
            json.WriteNumber(option.Name, option.Value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>As decimal milliseconds, exact to the tick, so that no two deadlines are written alike.</summary>
    public static void WriteDeadline(Utf8JsonWriter json, string name, DeadlinePolicy deadline)
    {
        json.WriteStartObject(name);
        json.WriteNumber("baseMilliseconds", Milliseconds(deadline.Base));
        json.WriteNumber("perThousandLinesMilliseconds", Milliseconds(deadline.PerThousandLines));
        json.WriteEndObject();
    }

    private static decimal Milliseconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerMillisecond;

    public static void WritePrice(Utf8JsonWriter json, string name, Price price)
    {
        json.WriteStartObject(name);
        json.WriteNumber("perReviewMicroCredits", price.PerReviewMicroCredits);
        json.WriteNumber("perThousandLinesMicroCredits", price.PerThousandLinesMicroCredits);
        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, ClassificationPolicy policy)
    {
        json.WriteStartObject("classification");
        WriteStrings(json, "deepLabels", policy.DeepLabels);
        json.WriteNumber("deepAboveFiles", policy.DeepAboveFiles);
        json.WriteNumber("deepFromRiskBasisPoints", policy.DeepFromRiskBasisPoints);
        WriteStrings(json, "fastIntents", policy.FastIntents);
        json.WriteNumber("fastUpToFiles", policy.FastUpToFiles);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, ValueList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
