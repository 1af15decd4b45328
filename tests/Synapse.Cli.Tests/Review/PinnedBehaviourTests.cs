using System.Text.Json;
using static Synapse.Cli.Tests.Review.Run;

namespace Synapse.Cli.Tests.Review;

/// <summary>Behaviours that are promised with these very values, from diff to verdict.</summary>
public sealed class PinnedBehaviourTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task SQL_injection_seen_by_security_and_performance_is_one_negotiation_that_security_wins()
    {
        var report = await Review(Diffs.SqlInjection, "--label", "security");
        Assert.Equal("deep", report.GetProperty("metadata").GetProperty("decisionPath").GetString());
        var negotiation = Assert.Single(report.GetProperty("negotiations").EnumerateArray());
        Assert.True(negotiation.GetProperty("conflict").GetBoolean());
        var claims = negotiation.GetProperty("claims").EnumerateArray().ToDictionary(c => c.GetProperty("specialist").GetString()!, c => c.GetProperty("won").GetBoolean());
        Assert.Equal(new Dictionary<string, bool> { ["security"] = true, ["performance"] = false }, claims);
        Assert.Equal("py.sql-injection", Assert.Single(report.GetProperty("findings").EnumerateArray()).GetProperty("ruleId").GetString());
        Assert.Equal(1, report.GetProperty("metadata").GetProperty("negotiations").GetInt32());
    }

    [Fact]
    public async Task A_removed_admin_check_is_a_high_finding_on_the_old_line()
    {
        var finding = Assert.Single(await Findings("--- a/lib/web/router.ex\n+++ b/lib/web/router.ex\n@@ -10,3 +10,2 @@\n   pipe_through :browser\n-  plug :require_admin\n   get \"/\", PageController, :index\n"));
        Assert.Equal("ex.authorization-removed", finding.GetProperty("ruleId").GetString());
        Assert.Equal("high", finding.GetProperty("severity").GetString());
        Assert.Equal("old", finding.GetProperty("location").GetProperty("side").GetString());
        Assert.Equal(11, finding.GetProperty("location").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public async Task A_check_that_only_moved_is_no_finding() =>
        Assert.Empty(await Findings(
            "diff --git a/lib/a.ex b/lib/a.ex\n--- a/lib/a.ex\n+++ b/lib/a.ex\n@@ -10,2 +10,1 @@\n   x = 1\n-  plug :require_admin\n" +
            "diff --git a/lib/b.ex b/lib/b.ex\n--- a/lib/b.ex\n+++ b/lib/b.ex\n@@ -1,1 +1,2 @@\n   y = 1\n+    plug :require_admin\n"));

    [Fact]
    public async Task A_header_that_names_a_file_about_authorization_is_no_removed_check() =>
        Assert.Empty(await Findings("diff --git a/lib/authorize.ex b/lib/authorize.ex\n--- a/lib/authorize.ex\n+++ b/lib/authorize.ex\n@@ -1,1 +1,1 @@\n-x = 1\n+x = 2\n"));

    [Theory]
    [InlineData("canvas.ex", "  draw(shape)", 0)]
    [InlineData("page.ex", "  raw(params[\"html\"])", 1)]
    public async Task Drawing_is_no_cross_site_scripting(string file, string line, int expected) =>
        Assert.Equal(expected, (await Findings($"--- a/lib/{file}\n+++ b/lib/{file}\n@@ -1,1 +1,2 @@\n   x = 1\n+{line}\n")).Count(f => f.GetProperty("cwe").EnumerateArray().Any(c => c.GetInt32() == 79)));

    [Theory]
    [InlineData(3, "fast", "3 files")]
    [InlineData(75, "deep", "50")]
    public async Task The_number_of_files_decides_the_path(int files, string path, string reason)
    {
        var diff = string.Concat(Enumerable.Range(0, files).Select(i => $"diff --git a/f{i}.py b/f{i}.py\n--- a/f{i}.py\n+++ b/f{i}.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"));
        var metadata = (await Review(diff, "--intent", "feature")).GetProperty("metadata");
        Assert.Equal(path, metadata.GetProperty("decisionPath").GetString());
        Assert.Contains(metadata.GetProperty("rationale").EnumerateArray(), r => r.GetString()!.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_weaker_rule_that_speaks_of_the_same_weakness_stays_silent()
    {
        var findings = await Findings("--- a/a.js\n+++ b/a.js\n@@ -1 +1,2 @@\n x\n+const a = eval(req.body.a);\n");
        Assert.Equal("js.code-injection", Assert.Single(findings).GetProperty("ruleId").GetString());
    }

    private async Task<List<JsonElement>> Findings(string diff) => [.. (await Review(diff)).GetProperty("findings").EnumerateArray()];

    private async Task<JsonElement> Review(string diff, params string[] arguments)
    {
        var (exitCode, output, error) = await Execute(["review", _run.Write("c.diff", diff), "--json", "--fail-on", "none", .. arguments]);
        Assert.True(exitCode == ExitCodes.Ok, error);
        return JsonDocument.Parse(output).RootElement;
    }
}
