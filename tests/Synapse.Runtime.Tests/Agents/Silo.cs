using Synapse.Runtime.Agents;

namespace Synapse.Runtime.Tests.Agents;

/// <summary>Small configurations around the part that a test is about.</summary>
internal static class Silo
{
    public const string Lead = """{ "id": "coordinator", "kind": "coordinator", "version": "1", "specialists": ["a"] }""";
    public const string A = """{ "id": "a", "kind": "specialist", "version": "1", "checks": [{ "pack": "security" }] }""";

    public static string With(params string[] agents) => $$"""{ "version": 1, "agents": [{{string.Join(", ", agents)}}] }""";

    /// <summary>The smallest valid configuration with more root members.</summary>
    public static string WithRoot(string members) => $$"""{ "version": 1, "agents": [{{Lead}}, {{A}}], {{members}} }""";

    /// <summary>The valid specialist with more members.</summary>
    public static string SpecialistWith(string members) => With(Lead, A[..^1] + ", " + members + " }");

    public static string CoordinatorWith(string members) => With(Lead[..^1] + ", " + members + " }", A);

    public static SiloConfigurationResult Read(string text, params (string Path, string Text)[] includes) =>
        SiloConfigurationReader.Read("silo.json", text, path => includes.FirstOrDefault(include => include.Path == path).Text);

    public static SiloConfiguration Accept(string text, params (string Path, string Text)[] includes)
    {
        var result = Read(text, includes);
        Assert.Empty(result.Problems);
        return result.Configuration!;
    }

    /// <summary>Every problem as one line.</summary>
    public static string[] Problems(string text, params (string Path, string Text)[] includes)
    {
        var result = Read(text, includes);
        Assert.Equal(result.Problems.Count == 0, result.Configuration is not null);
        return [.. result.Problems.Select(problem => problem.ToString())];
    }

    public static void Refuse(string text, string path, string message) => Assert.Equal([$"silo.json: {path}: {message}"], Problems(text));
}
