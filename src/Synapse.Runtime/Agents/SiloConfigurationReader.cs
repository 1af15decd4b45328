using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Hosts;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>
/// Reads <c>silo.json</c> from text, without touching a file system: a configuration may as well come from a revision of a
/// repository. The schema is closed, and every problem is reported at once.
/// </summary>
public sealed class SiloConfigurationReader
{
    private const int SupportedVersion = 1;

    private static readonly Severity[] Severities = [Severity.None, Severity.Low, Severity.Medium, Severity.High, Severity.Critical];

    private readonly JsonProblems _problems = new();
    private readonly List<(AgentSpec Spec, string File, string Path)> _agents = [];
    private readonly string _file;
    private readonly Func<string, string?> _readInclude;
    private readonly AgentReader _agentReader;

    // While a part could not be read, a name that leads nowhere may be declared there.
    private bool _isPartUnread;

    private SiloConfigurationReader(string file, Func<string, string?> readInclude, IReadOnlySet<string>? knownPacks) =>
        (_file, _readInclude, _agentReader) = (file, readInclude, new AgentReader(_problems, knownPacks));

    /// <param name="file">The file's name without a folder, for problems and to refuse a file that includes itself.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="readInclude">Gives the text of a path relative to the file's folder, or null where there is no such file.
    /// It is only asked for relative paths that stay in that folder.</param>
    /// <param name="knownPacks">The packs that checks may name; null accepts any.</param>
    public static SiloConfigurationResult Read(
        string file, string text, Func<string, string?> readInclude, IReadOnlySet<string>? knownPacks = null) =>
        new SiloConfigurationReader(file, readInclude, knownPacks).Read(text);

    private SiloConfigurationResult Read(string text)
    {
        using var document = JsonText.Parse(_file, text, _problems);
        if (document is null || ObjectReader.Open(_problems, _file, "$", document.RootElement, SiloKeys.Root) is not { } root)
        {
            return new(null, _problems.ToValueList());
        }

        root.Text("$schema");
        ReadVersion(root);
        var review = ReadReview(root);
        var limits = ReadLimits(root);
        var host = HostReader.Read(root);
        ReadAgents(root);
        foreach (var (path, include) in ReadIncludes(root))
        {
            ReadInclude(path, include);
        }

        var specs = _agents.Select(agent => agent.Spec).ToValueList();
        if (!AgentSet.TryCreate(specs, review.CoordinatorId, out var set, out var setProblems))
        {
            ReportSet(setProblems, review.CoordinatorId);
        }

        return set is not null && _problems.Count == 0
            ? new(new SiloConfiguration(set, review, limits, host), [])
            : new(null, _problems.ToValueList());
    }

    private static void ReadVersion(ObjectReader root)
    {
        if (!root.Has("version"))
        {
            root.Missing("version", "1");
        }

        root.Integer("version", SupportedVersion, SupportedVersion, SupportedVersion);
    }

    private static ReviewPolicy ReadReview(ObjectReader root)
    {
        var fallback = ReviewPolicy.Default;
        return root.Object("review", SiloKeys.Review) is not { } json ? fallback : new(
            json.Text("coordinator") ?? fallback.CoordinatorId,
            json.Choice("failOn", Severities, Names.Of) ?? fallback.FailOn,
            json.Flag("allowIncomplete", fallback.AllowIncomplete));
    }

    private static ReviewLimits ReadLimits(ObjectReader root)
    {
        var fallback = ReviewLimits.Default;
        return root.Object("limits", SiloKeys.Limits) is not { } json ? fallback : new(
            json.Integer("maxInputBytes", fallback.MaxInputBytes, 1, 16L << 30),
            (int)json.Integer("maxFiles", fallback.MaxFiles, 1, 1_000_000),
            (int)json.Integer("maxFileLines", fallback.MaxFileLines, 1, 10_000_000),
            (int)json.Integer("maxLineLength", fallback.MaxLineLength, 1, 1_000_000),
            (int)json.Integer("maxFileBytes", fallback.MaxFileBytes, 1, 1 << 30));
    }

    private void ReadAgents(ObjectReader json)
    {
        foreach (var (path, element) in json.Items("agents"))
        {
            ReadAgent(json.File, path, element);
        }

        _isPartUnread |= _problems.IsBrokenItself(json.File, json.PathOf("agents"));
    }

    private void ReadAgent(string file, string path, JsonElement element)
    {
        if (_agentReader.Read(file, path, element) is { } agent)
        {
            _agents.Add((agent, file, path));
        }

        _isPartUnread |= _problems.IsBroken(file, $"{path}.id") || _problems.IsBrokenItself(file, path);
    }

    private List<(string Path, string Include)> ReadIncludes(ObjectReader root)
    {
        var includes = new List<(string Path, string Include)>();
        foreach (var (index, include) in root.Texts("include", [], IncludeProblem).Index())
        {
            var path = $"{root.PathOf("include")}[{index}]";
            if (!_problems.IsBrokenItself(_file, path))
            {
                includes.Add((path, include));
            }
        }

        _isPartUnread |= _problems.IsBroken(_file, root.PathOf("include"));
        return includes;
    }

    private string? IncludeProblem(string include)
    {
        var quoted = JsonProblems.Quote(include);
        if (include.Contains('*', StringComparison.Ordinal))
        {
            return $"{quoted} is a pattern; list each file by its name";
        }

        if (include.Contains('\\', StringComparison.Ordinal) || include.Contains(':', StringComparison.Ordinal) || include.Any(char.IsControl)
            || include.Split('/').Any(segment => segment is "" or "." or ".."))
        {
            return $"{quoted} is not a path inside the folder of {_file}; use a relative path with '/', such as 'agents/security.json'";
        }

        if (!include.EndsWith(".json", StringComparison.Ordinal))
        {
            return $"{quoted} does not end in '.json'; only JSON files can be included";
        }

        return include == _file ? $"{quoted} includes itself; remove it" : null;
    }

    private void ReadInclude(string path, string include)
    {
        if (_readInclude(include) is not { } text)
        {
            _isPartUnread = true;
            _problems.Add(_file, path, $"the file {JsonProblems.Quote(include)} cannot be found; create it or remove it from the list");
            return;
        }

        using var document = JsonText.Parse(include, text, _problems);
        if (document is null)
        {
            _isPartUnread = true;
        }
        else if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("agents", out _))
        {
            var json = ObjectReader.Open(_problems, include, "$", document.RootElement)!;
            json.CheckKeys(SiloKeys.AgentsFile, key => key == "include" ? $"an included file cannot include others; list them in {_file}" : null);
            json.Text("$schema");
            ReadAgents(json);
        }
        else
        {
            ReadAgent(include, "$", document.RootElement);
        }
    }

    private void ReportSet(ValueList<AgentProblem> setProblems, string coordinatorId)
    {
        foreach (var problem in setProblems)
        {
            if (problem.IsMissingReference && _isPartUnread)
            {
                continue;
            }

            if (problem.Agent is not { } index)
            {
                ReportCoordinator(problem, coordinatorId);
                continue;
            }

            var (_, file, agentPath) = _agents[index];
            var path = $"{agentPath}.{problem.Member}";
            if (!_problems.IsBroken(file, path))
            {
                var other = problem.Other is { } otherIndex ? $"; the other one is {_agents[otherIndex].File}: {_agents[otherIndex].Path}" : "";
                _problems.Add(file, path, problem.Message + other);
            }
        }
    }

    private void ReportCoordinator(AgentProblem problem, string coordinatorId)
    {
        var path = $"$.review.{problem.Member}";
        var named = _agents.FirstOrDefault(agent => agent.Spec.Id == coordinatorId);
        var isKindUnknown = named.Spec is not null && _problems.IsBroken(named.File, $"{named.Path}.kind");
        if (!isKindUnknown && !_problems.IsBroken(_file, path) && !_problems.IsBrokenItself(_file, "$.review"))
        {
            _problems.Add(_file, path, problem.Message);
        }
    }
}
