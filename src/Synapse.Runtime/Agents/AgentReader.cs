using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Signals;

using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>Reads one agent object. A member that does not fit becomes a problem and gets its default, so that reading goes on.</summary>
internal sealed class AgentReader(JsonProblems problems, IReadOnlySet<string>? knownPacks)
{
    private const long MaxDeadlineMilliseconds = 24 * 60 * 60 * 1_000;
    private const long MaxMicroCredits = 1_000_000_000_000;
    private const int MaxCount = 1_000_000;

    public AgentSpec? Read(string file, string path, JsonElement element)
    {
        if (ObjectReader.Open(problems, file, path, element) is not { } json)
        {
            return null;
        }

        var kind = ReadKind(json);
        json.CheckKeys(SiloKeys.OfAgent(kind), key => ExplainKey(key, kind));
        var isCoordinator = kind == AgentKind.Coordinator;
        var checks = ReadChecks(json);
        var analyser = AnalyserReader.Read(json, problems);
        var prompt = json.Text("prompt");

        // What waits for a model or another machine is neither quick nor cheap enough for every review.
        var waits = kind == AgentKind.Remote || (json.Has("prompt") && checks.Count == 0 && !json.Has("analyser"));
        return new AgentSpec(
            Required(json, "id", "\"security\""),
            kind ?? AgentKind.Specialist,
            Required(json, "version", "\"1.0.0\""),
            json.Choice("tier", AgentNames.Tiers, AgentNames.Of) ?? (waits ? AgentTier.Deep : AgentTier.Fast),
            CapabilitiesReader.Read(json, problems),
            json.Texts("subscribes", [isCoordinator ? SignalTypes.ReviewRequested : SignalTypes.ReviewAssigned]),
            json.Texts("emits", [isCoordinator ? SignalTypes.ReviewSummarised : SignalTypes.ReviewResult]),
            json.Texts("specialists", []),
            ReadClassification(json),
            json.Choice("negotiation", AgentNames.NegotiationPolicies, AgentNames.Of) ?? NegotiationPolicy.HighestSeverity,
            ReadDeadline(json, "deadline", analyser is not null ? DeadlinePolicy.Analyser(analyser.TimeLimit) : waits ? DeadlinePolicy.Waiting : DeadlinePolicy.Deterministic),
            ReadDeadline(json, "reviewDeadline", DeadlinePolicy.Review),
            prompt,
            checks,
            ReadPrice(json),
            ReadMetadata(json),
            analyser);
    }

    private AgentKind? ReadKind(ObjectReader json)
    {
        var kind = json.Choice("kind", AgentNames.Kinds, AgentNames.Of);
        if (!json.Has("kind"))
        {
            json.Missing("kind", "\"specialist\"");
        }

        if (kind is null)
        {
            // Without the kind nobody knows which of these it needs.
            problems.MarkBroken(json.File, json.PathOf("checks"));
            problems.MarkBroken(json.File, json.PathOf("analyser"));
            problems.MarkBroken(json.File, json.PathOf("capabilities"));
            problems.MarkBroken(json.File, json.PathOf("specialists"));
        }

        return kind;
    }

    private static string? ExplainKey(string key, AgentKind? kind)
    {
        if (!SiloKeys.AnyAgent.Contains(key))
        {
            return null;
        }

        var owners = AgentNames.Kinds.Where(owner => SiloKeys.OfAgent(owner).Contains(key)).Select(AgentNames.Of);
        return $"the key '{key}' is only for the kind {string.Join(" or ", owners)}, and this agent is a {AgentNames.Of(kind!.Value)}; remove it";
    }

    private static string Required(ObjectReader json, string key, string example)
    {
        if (!json.Has(key))
        {
            json.Missing(key, example);
        }

        return json.Text(key) ?? "";
    }

    private ValueList<CheckSpec> ReadChecks(ObjectReader json)
    {
        var checks = new List<CheckSpec>();
        foreach (var (path, element) in json.Items("checks"))
        {
            if (ObjectReader.Open(problems, json.File, path, element, SiloKeys.Check) is not { } entry)
            {
                continue;
            }

            if (!entry.Has("pack"))
            {
                entry.Missing("pack", "\"security\"");
            }

            var rules = entry.Texts("rules", [], PatternProblem);
            var exclude = entry.Texts("exclude", [], PatternProblem);
            var options = ReadOptions(entry);
            if (entry.Text("pack") is not { } pack)
            {
                continue;
            }

            if (knownPacks?.Contains(pack) == false)
            {
                var names = knownPacks.Order(StringComparer.Ordinal).ToList();
                var nearest = NearestName.Of(pack, names);
                entry.Problem("pack", $"unknown pack {JsonProblems.Quote(pack)}{(nearest is null ? "" : $"; did you mean '{nearest}'?")} (known packs: {string.Join(", ", names)})");
            }

            checks.Add(new(pack, rules, exclude, options));
        }

        return checks.ToValueList();
    }

    private static string? PatternProblem(string pattern) =>
        pattern.AsSpan(0, pattern.Length - 1).Contains('*')
            ? $"{JsonProblems.Quote(pattern)} has a '*' before its end; use a rule id, or the start of one followed by '*'"
            : null;

    private ValueList<CheckOption> ReadOptions(ObjectReader check)
    {
        if (check.Member("options") is not { } element || ObjectReader.Open(problems, check.File, check.PathOf("options"), element) is not { } json)
        {
            return [];
        }

        return json.Keys.Order(StringComparer.Ordinal)
            .Select(name => new CheckOption(name, (int)json.Integer(name, 0, int.MinValue, int.MaxValue)))
            .ToValueList();
    }

    private static ClassificationPolicy ReadClassification(ObjectReader agent)
    {
        var fallback = ClassificationPolicy.Default;
        return agent.Object("classification", SiloKeys.Classification) is not { } json ? fallback : new(
            json.Texts("deepLabels", fallback.DeepLabels),
            (int)json.Integer("deepAboveFiles", fallback.DeepAboveFiles, 0, MaxCount),
            json.Share("deepFromRiskFactor", fallback.DeepFromRiskBasisPoints),
            json.Texts("fastIntents", fallback.FastIntents),
            (int)json.Integer("fastUpToFiles", fallback.FastUpToFiles, 0, MaxCount));
    }

    private static DeadlinePolicy ReadDeadline(ObjectReader agent, string key, DeadlinePolicy fallback) =>
        agent.Object(key, SiloKeys.Deadline) is not { } json ? fallback : new(
            Milliseconds(json, "baseMilliseconds", fallback.Base, 1),
            Milliseconds(json, "perThousandLinesMilliseconds", fallback.PerThousandLines, 0));

    private static TimeSpan Milliseconds(ObjectReader json, string key, TimeSpan fallback, long min) =>
        new(json.Integer(key, fallback.Ticks / TimeSpan.TicksPerMillisecond, min, MaxDeadlineMilliseconds) * TimeSpan.TicksPerMillisecond);

    private static Price ReadPrice(ObjectReader agent) =>
        agent.Object("price", SiloKeys.Price) is not { } json ? Price.Free : new(
            json.Integer("perReviewMicroCredits", 0, 0, MaxMicroCredits),
            json.Integer("perThousandLinesMicroCredits", 0, 0, MaxMicroCredits));

    private ValueList<MetadataEntry> ReadMetadata(ObjectReader agent)
    {
        if (agent.Member("metadata") is not { } element || ObjectReader.Open(problems, agent.File, agent.PathOf("metadata"), element) is not { } json)
        {
            return [];
        }

        return json.Keys.Order(StringComparer.Ordinal).Select(name => new MetadataEntry(name, json.Text(name) ?? "")).ToValueList();
    }
}
