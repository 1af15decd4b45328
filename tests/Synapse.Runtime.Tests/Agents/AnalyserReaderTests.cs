using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Runtime.Agents;

namespace Synapse.Runtime.Tests.Agents;

/// <summary>The analyser of an agent, right and wrong.</summary>
public sealed class AnalyserReaderTests
{
    private const string Good = """{ "command": ["shellcheck", "-e", "SC1", "-e", "SC2", "{files}"], "format": "shellcheck", "languages": ["shell"], "timeLimitSeconds": 30, "categories": { "SC2*": "security" } }""";

    [Fact]
    public void An_analyser_is_read_with_its_defaults()
    {
        var agent = Read(Good).Configuration!.Agents.Find("outside")!;
        var analyser = agent.Analyser!;
        Assert.Equal(["shellcheck", "-e", "SC1", "-e", "SC2", "{files}"], analyser.Command);
        Assert.Equal((AnalyserFormat.Shellcheck, TimeSpan.FromSeconds(30), 4L << 30, 16L << 20), (analyser.Format, analyser.TimeLimit, analyser.MemoryLimitBytes, analyser.MaxOutputBytes));
        Assert.Equal(new AnalyserCategory("SC2*", Category.Security), Assert.Single(analyser.Categories));
        Assert.Equal((TimeSpan.FromSeconds(35), AgentTier.Fast), (agent.Deadline.Base, agent.Tier));
        Assert.True(agent.IsDeterministic);
    }

    [Fact]
    public void Another_analyser_is_another_digest() => Assert.NotEqual(
        AgentDigest.Of(Read(Good).Configuration!.Agents.Find("outside")!),
        AgentDigest.Of(Read(Good.Replace("SC2\"", "SC3\"", StringComparison.Ordinal)).Configuration!.Agents.Find("outside")!));

    [Theory]
    [InlineData("""{ "format": "sarif", "languages": ["*"] }""", "analyser.command: is missing")]
    [InlineData("""{ "command": ["x", "{files}"], "languages": ["*"] }""", "analyser.format: is missing")]
    [InlineData("""{ "command": ["x", "{files}"], "format": "sarf", "languages": ["*"] }""", "did you mean 'sarif'?")]
    [InlineData("""{ "command": ["x"], "format": "sarif", "languages": ["*"] }""", "exactly once, '{files}'")]
    [InlineData("""{ "command": ["./x", "{files}"], "format": "sarif", "languages": ["*"] }""", "a path that depends on the folder")]
    [InlineData("""{ "command": ["x", "{files}"], "format": "sarif", "languages": ["shll"] }""", "is no language that files are known by")]
    [InlineData("""{ "command": ["x", "{files}"], "format": "sarif", "languages": [] }""", "languages: is empty")]
    [InlineData("""{ "command": ["x", "{files}"], "format": "sarif", "languages": ["*"], "timeLimitSeconds": 0 }""", "from 1 to 3600")]
    [InlineData("""{ "command": ["x", "{files}"], "format": "sarif", "languages": ["*"], "categories": { "A": "scurity" } }""", "did you mean 'security'?")]
    public void What_is_wrong_is_told_with_its_place(string analyser, string said) =>
        Assert.Contains(said, Assert.Single(Read(analyser).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Checks_and_an_analyser_are_two_agents() =>
        Assert.Contains("has checks and an analyser", Assert.Single(Read(Good, """ "checks": [{ "pack": "security" }],""").Problems).ToString(), StringComparison.Ordinal);

    private static SiloConfigurationResult Read(string analyser, string more = "") => SiloConfigurationReader.Read("silo.json", $$"""
        { "version": 1, "agents": [
          { "id": "coordinator", "kind": "coordinator", "version": "1", "specialists": ["outside"] },
          { "id": "outside", "kind": "specialist", "version": "1", "capabilities": [{ "category": "correctness" }],{{more}} "analyser": {{analyser}} }] }
        """, _ => null);
}
