using Synapse.Runtime.Agents;

using Synapse.Runtime.Json;

namespace Synapse.Runtime.Tests.Agents;

public sealed class SiloConfigurationIncludeTests
{
    [Theory]
    [InlineData("/etc/agents.json")]
    [InlineData("../agents.json")]
    [InlineData("agents/../../x.json")]
    [InlineData("./x.json")]
    [InlineData("a//x.json")]
    [InlineData("C:/x.json")]
    [InlineData("agents\\\\x.json")]
    [InlineData("x\\u0000.json")]
    public void An_include_stays_in_the_folder(string path)
    {
        var asked = new List<string>();
        var text = Silo.WithRoot($"\"include\": [\"{path}\"]");
        var result = SiloConfigurationReader.Read("silo.json", text, name =>
        {
            asked.Add(name);
            return null;
        });

        var problem = Assert.Single(result.Problems);
        Assert.Equal("$.include[0]", problem.JsonPath);
        Assert.EndsWith(" is not a path inside the folder of silo.json; use a relative path with '/', such as 'agents/security.json'", problem.Message, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("silo.json", "'silo.json' includes itself; remove it")]
    [InlineData("agents/*.json", "'agents/*.json' is a pattern; list each file by its name")]
    [InlineData("agents/a.yaml", "'agents/a.yaml' does not end in '.json'; only JSON files can be included")]
    [InlineData("gone.json", "the file 'gone.json' cannot be found; create it or remove it from the list")]
    public void An_include_is_another_JSON_file_that_exists(string path, string message) =>
        Silo.Refuse(Silo.WithRoot($"\"include\": [\"{path}\"]"), "$.include[0]", message);

    [Fact]
    public void A_file_is_included_once() => Assert.Equal(
        ["silo.json: $.include[1]: 'b.json' is listed twice; remove one"],
        Silo.Problems(Silo.WithRoot("\"include\": [\"b.json\", \"b.json\"]"), ("b.json", """{ "agents": [] }""")));

    [Fact]
    public void An_included_file_cannot_include_others() => Assert.Equal(
        ["b.json: $.include: an included file cannot include others; list them in silo.json (allowed keys: $schema, agents)"],
        Silo.Problems(Silo.WithRoot("\"include\": [\"b.json\"]"), ("b.json", """{ "agents": [], "include": ["silo.json"] }""")));

    [Fact]
    public void Problems_name_the_included_file_and_both_places_of_an_id() => Assert.Equal(
    [
        "b.json: $.checks[0].pack: is missing; add it, e.g. \"pack\": \"security\"",
        "c.json: $: is not valid JSON: the file ends too early at line 1, column 2; look for a missing comma, quote or bracket there or just before",
        "b.json: $.id: the id 'a' is taken; give each agent its own id; the other one is silo.json: $.agents[1]",
    ],
    Silo.Problems(
        Silo.WithRoot("\"include\": [\"b.json\", \"c.json\"]"),
        ("b.json", """{ "id": "a", "kind": "specialist", "version": "1", "checks": [{ }] }"""),
        ("c.json", "{")));

    [Fact]
    public void A_name_that_may_be_declared_in_an_unreadable_file_is_not_called_unknown() => Assert.Equal(
        ["silo.json: $.include[0]: the file 'a.json' cannot be found; create it or remove it from the list"],
        Silo.Problems($$"""{ "version": 1, "include": ["a.json"], "agents": [{{Silo.Lead}}] }"""));

    [Fact]
    public void A_coordinator_names_specialists_that_exist() => Assert.Equal(
    [
        "silo.json: $.agents[0].specialists[1]: no agent has the id 'bb'; declare it or remove it from the list",
        "silo.json: $.agents[0].specialists[2]: 'coordinator' is a coordinator; a coordinator may only name specialists and remote agents",
    ],
    Silo.Problems(Silo.With(Silo.Lead.Replace("[\"a\"]", "[\"a\", \"bb\", \"coordinator\"]", StringComparison.Ordinal), Silo.A)));

    [Fact]
    public void Files_are_read_from_the_folder_of_the_configuration()
    {
        var folder = Directory.CreateTempSubdirectory("synapse-silo-");
        try
        {
            var file = Path.Combine(folder.FullName, "silo.json");
            folder.CreateSubdirectory("agents");
            File.WriteAllText(file, "\uFEFF" + $$"""{ "version": 1, "include": ["agents/a.json"], "agents": [{{Silo.Lead}}] }""");
            File.WriteAllText(Path.Combine(folder.FullName, "agents", "a.json"), Silo.A);
            Assert.NotNull(SiloConfigurationFile.Read(file).Configuration);

            var included = Path.Combine(folder.FullName, "agents/a.json");
            File.WriteAllText(included, "{ } }");
            var problem = Assert.Single(SiloConfigurationFile.Read(file).Problems);
            Assert.Equal((included, "$"), (problem.File, problem.JsonPath));

            var missing = Path.Combine(folder.FullName, "none.json");
            Assert.Equal([new JsonProblem(missing, "$", "the file cannot be read; name an existing file")], SiloConfigurationFile.Read(missing).Problems);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
