using System.Text.Json;
using NJsonSchema;
using Synapse.Contracts.Reviews;
using Synapse.Core.Findings;
using static Synapse.Cli.Tests.Review.Run;

namespace Synapse.Cli.Tests.Review;

public sealed class ReportTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Sarif_of_findings_suppressions_and_clips_validates_against_the_OASIS_schema()
    {
        var schemaFile = Environment.GetEnvironmentVariable("SYNAPSE_SARIF_SCHEMA");
        Assert.SkipUnless(File.Exists(schemaFile), "the SARIF schema is not here; test.sh fetches it and names it in SYNAPSE_SARIF_SCHEMA");
        var schema = await JsonSchema.FromFileAsync(schemaFile);
        var sarif = await Sarif(Diffs.Rich);
        Assert.Empty(schema.Validate(sarif));
        Assert.NotEmpty(schema.Validate(sarif.Replace("\"columnKind\": \"utf16CodeUnits\"", "\"columnKind\": \"inches\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sarif_carries_what_code_scanning_needs()
    {
        var run = JsonDocument.Parse(await Sarif(Diffs.Rich)).RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().ToList();
        var first = results.First(r => r.GetProperty("ruleId").GetString() == "py.tls-verification-disabled");
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[first.GetProperty("ruleIndex").GetInt32()];
        Assert.Equal("py.tls-verification-disabled", rule.GetProperty("id").GetString());
        Assert.Equal("8.0", rule.GetProperty("properties").GetProperty("security-severity").GetString());
        Assert.Equal(["security", "external/cwe/cwe-295"], first.GetProperty("properties").GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(32, first.GetProperty("partialFingerprints").GetProperty("synapseFingerprint/v1").GetString()!.Length);
        var location = first.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("a%20b.py", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(2, location.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal("a test host", results.Single(r => r.TryGetProperty("suppressions", out _)).GetProperty("suppressions")[0].GetProperty("justification").GetString());
        var notifications = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().Select(n => n.GetProperty("descriptor").GetProperty("id").GetString()).ToList();
        Assert.Contains("coverage.skipped", notifications);
        Assert.Contains("coverage.clipped", notifications);
        Assert.Equal(3, run.GetProperty("invocations")[0].GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task Json_output_is_only_json_and_the_same_findings_are_in_every_report()
    {
        var diff = _run.Write("c.diff", Diffs.TlsOff);
        var (_, output, error) = await Execute("review", diff, "--json", "--sarif", _run.PathOf("o.sarif"), "--markdown", _run.PathOf("o.md"));
        Assert.Empty(error);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal("1.0", root.GetProperty("schemaVersion").GetString());
        Assert.Equal("high", root.GetProperty("severity").GetString());
        Assert.Equal(1, root.GetProperty("gate").GetProperty("exitCode").GetInt32());
        Assert.Contains("py.tls-verification-disabled", await File.ReadAllTextAsync(_run.PathOf("o.sarif")), StringComparison.Ordinal);
        Assert.Contains("```suggestion\nrequests.get(url, verify=True, timeout=5)", await File.ReadAllTextAsync(_run.PathOf("o.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_report_follows_its_published_schema()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "infra", "report.schema.json"));
        foreach (var diff in (string[])[Diffs.Rich, Diffs.SqlInjection, Diffs.Clean, ""])
        {
            var (_, output, _) = await Execute("review", _run.Write("c.diff", diff), "--json");
            Assert.Empty(schema.Validate(output));

            // Other applications read the same text through the contracts: nothing may be lost on the way.
            var report = ReviewReportReader.Read(output);
            Assert.Equal(JsonDocument.Parse(output).RootElement.GetProperty("findings").GetArrayLength(), report.Findings.Count);
            Assert.All(report.Findings.Concat(report.Suppressed), f => Assert.NotEmpty(f.Location.Path + f.Message + f.Fingerprint));
            Assert.All(report.Coverage, c => Assert.NotEmpty(c.Status));
            Assert.Equal(JsonDocument.Parse(output).RootElement.GetProperty("metadata").GetProperty("specialists").GetArrayLength(), report.Metadata.Specialists.Count);
        }
    }

    [Fact]
    public async Task The_schema_knows_every_reason_not_to_count()
    {
        var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "report.schema.json")));
        var kinds = schema.RootElement.GetProperty("definitions").GetProperty("finding").GetProperty("properties").GetProperty("suppression").GetProperty("properties").GetProperty("kind").GetProperty("enum");
        Assert.Equal(Suppression.Kinds, kinds.EnumerateArray().Select(k => k.GetString()!));
    }

    [Fact]
    public async Task The_terminal_report_is_readable_at_80_columns_without_colour()
    {
        var (_, output, _) = await Execute("review", _run.Write("c.diff", Diffs.Rich), "--no-color");
        Assert.DoesNotContain('\u001b', output);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("2 | requests.get(url, verify=False, timeout=5)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_name_file_and_line()
    {
        var (_, output, _) = await Execute("review", _run.Write("c.diff", Diffs.TlsOff), "--github");
        Assert.StartsWith("::error file=a.py,line=2,endLine=2,col=", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_stays_text_in_every_report()
    {
        const string Path = "a\u001b[2J`%0A::error::x <script> @everyone.py";
        var diff = _run.Write("c.diff", $"--- \"a/{Escaped(Path)}\"\n+++ \"b/{Escaped(Path)}\"\n@@ -1 +1,2 @@\n x\n+requests.get('\u001b[31m``` ::error::y <img src=x> \u202e', verify=False, timeout=5)\n");
        var terminal = (await Execute("review", diff)).Out;
        Assert.DoesNotContain('\u001b', terminal);
        Assert.DoesNotContain('\u202e', terminal);
        var github = (await Execute("review", diff, "--github")).Out;
        Assert.All(github.TrimEnd().Split('\n'), line => Assert.Matches("^::(error|warning|notice) ", line + " "));
        var markdown = (await Execute("review", diff, "--markdown", "-")).Out;
        Assert.DoesNotContain("\n<script>", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n<img", markdown, StringComparison.Ordinal);
        JsonDocument.Parse((await Execute("review", diff, "--json")).Out);
        JsonDocument.Parse((await Execute("review", diff, "--sarif", "-")).Out);
    }

    [Fact]
    public async Task A_report_that_can_not_be_written_is_a_clear_error()
    {
        var (exitCode, _, error) = await Execute("review", _run.Write("c.diff", Diffs.Clean), "--sarif", "/no/such/folder/o.sarif");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("/no/such/folder/o.sarif cannot be written", error, StringComparison.Ordinal);
    }

    private static string Escaped(string path) => string.Concat(path.Select(c => c < ' ' || c == '"' ? $"\\{Convert.ToString(c, 8).PadLeft(3, '0')}" : c.ToString()));

    private async Task<string> Sarif(string diff)
    {
        await Execute("review", _run.Write("c.diff", diff), "--sarif", _run.PathOf("o.sarif"), "--fail-on", "none");
        return await File.ReadAllTextAsync(_run.PathOf("o.sarif"));
    }
}
