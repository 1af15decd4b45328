using System.Text.Json;

namespace Synapse.Cli.Tests.Review;

/// <summary>A review in which an analyser of the configuration takes part.</summary>
public sealed class AnalyserTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Its_findings_stand_in_the_verdict_under_its_name()
    {
        var (exitCode, report) = await ReviewAsync("""echo "$1:2:1: error: quote it [Q1]" """);
        Assert.Equal(ExitCodes.Ok, exitCode);
        var finding = Assert.Single(report.GetProperty("findings").EnumerateArray());
        Assert.Equal(("outside.Q1", "outside"), (finding.GetProperty("ruleId").GetString(), finding.GetProperty("specialist").GetString()));
    }

    [Fact]
    public async Task One_that_fails_leaves_the_verdict_incomplete()
    {
        var (exitCode, report) = await ReviewAsync("exit 7");
        Assert.Equal(ExitCodes.Incomplete, exitCode);
        Assert.Contains("sh: it ended with 7", report.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, JsonElement Report)> ReviewAsync(string script)
    {
        _run.Write("src/a.sh", "echo $1\nrm -rf $2\n");
        var config = _run.Write("silo.json", $$"""
            { "version": 1, "agents": [
              { "id": "coordinator", "kind": "coordinator", "version": "1", "specialists": ["outside", "shell"] },
              { "id": "shell", "kind": "specialist", "version": "1", "checks": [{ "pack": "secrets" }] },
              { "id": "outside", "kind": "specialist", "version": "1", "capabilities": [{ "category": "correctness" }],
                "analyser": { "command": ["sh", "-c", {{JsonSerializer.Serialize(script)}}, "sh", "{files}"], "format": "lines", "languages": ["shell"] } }] }
            """);
        var (exitCode, output, error) = await Run.Execute("review", "--all", _run.PathOf("src"), "--config", config, "--no-journal", "--json");
        Assert.True(output.Length > 0, error);
        return (exitCode, JsonDocument.Parse(output).RootElement);
    }
}
