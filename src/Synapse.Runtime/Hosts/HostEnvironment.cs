using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Hosts;

/// <summary>
/// Environment variables that override settings of the host: <c>SYNAPSE__CLUSTER__SILOPORT</c> stands for <c>cluster.siloPort</c>. Lists are written
/// with commas. Upper and lower case are the same.
/// </summary>
public static class HostEnvironment
{
    public const string Prefix = "SYNAPSE__";

    /// <summary>Reads a configuration with the variables in place of what its text says.</summary>
    public static SiloConfigurationResult Read(string text, IEnumerable<KeyValuePair<string, string>> variables, Func<string, SiloConfigurationResult> read)
    {
        var (applied, problems, paths) = Apply(text, variables);
        var result = read(applied);
        var all = problems.Concat(result.Problems.Select(p => Name(p, paths))).ToValueList();
        return new(all.Count == 0 ? result.Configuration : null, all);
    }

    /// <summary>The text with the variables in place of what it says, the problems of their names, and the variable behind each path that is overridden.</summary>
    /// <param name="text">The text of <c>silo.json</c>; left as it is where it is not a JSON object, which its reader tells.</param>
    private static (string Text, ValueList<JsonProblem> Problems, IReadOnlyDictionary<string, string> Paths) Apply(string text, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var (problems, paths) = (new List<JsonProblem>(), new Dictionary<string, string>(StringComparer.Ordinal));
        var root = Parse(text);
        foreach (var (name, value) in variables.Where(v => v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var path = name[Prefix.Length..].Split("__");
            if (Find(path) is not var (section, key))
            {
                problems.Add(new JsonProblem($"environment variable {name}", "$", $"names no setting{Hint(path)}"));
            }
            else if (root is not null && (section.Length == 0 ? root : Section(root, section)) is { } holder)
            {
                holder[key] = ValueOf(key, value);
                paths[section.Length == 0 ? $"$.{key}" : $"$.{section}.{key}"] = name;
            }
        }

        return (root is null || paths.Count == 0 ? text : root.ToJsonString(), problems.ToValueList(), paths);
    }

    /// <summary>A problem of an overridden value is one of its variable.</summary>
    private static JsonProblem Name(JsonProblem problem, IReadOnlyDictionary<string, string> paths) =>
        paths.FirstOrDefault(p => problem.JsonPath == p.Key || problem.JsonPath.StartsWith(p.Key + "[", StringComparison.Ordinal)) is { Value: { } name }
            ? problem with { File = $"environment variable {name}" }
            : problem;

    private static (string Section, string Key)? Find(string[] path) => path switch
    {
        [var key] when Same(HostKeys.Tenants, key) => ("", HostKeys.Tenants),
        [var section, var key] when HostKeys.Sections.FirstOrDefault(s => Same(s.Key, section)) is { Key: { } found, Value: { } keys } && keys.FirstOrDefault(k => Same(k, key)) is { } match => (found, match),
        _ => null,
    };

    private static string Hint(string[] path)
    {
        var names = HostKeys.Sections.SelectMany(s => s.Value.Select(k => $"{s.Key}__{k}".ToUpperInvariant())).Append(HostKeys.Tenants.ToUpperInvariant());
        return NearestName.Of(string.Join("__", path).ToUpperInvariant(), names) is { } nearest ? $"; did you mean {Prefix}{nearest}?" : "; infra/silo.schema.json lists them";
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static JsonObject? Section(JsonObject root, string name)
    {
        if (!root.ContainsKey(name))
        {
            root[name] = new JsonObject();
        }

        return root[name] as JsonObject;
    }

    private static JsonNode ValueOf(string key, string value) =>
        HostKeys.Lists.Contains(key) ? new JsonArray([.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(v => (JsonNode)JsonValue.Create(v))])
        : HostKeys.Numbers.Contains(key) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(value);
}
