using Synapse.Analysis.Suppressions;
using Synapse.Analysis.Tests.Specialists;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Tests.Suppressions;

public sealed class SuppressionTests
{
    private const string Bad = "requests.get(url, verify=False, timeout=5)";
    private const string Rule = "py.tls-verification-disabled";

    [Theory]
    [InlineData($"{Bad}  # synapse:ignore {Rule} the host is ours")]
    [InlineData($"# synapse:ignore {Rule} the host is ours\n{Bad}")]
    [InlineData($"# synapse:ignore py.* the host is ours\n{Bad}")]
    [InlineData($"requests.get(\n    url,  # synapse:ignore {Rule} the host is ours\n    verify=False, timeout=5)")]
    [InlineData($"requests.get(\n    url, timeout=5,\n    verify=False)  # synapse:ignore {Rule} the host is ours")]
    public async Task An_ignore_with_a_reason_suppresses_and_stays_visible(string code)
    {
        var finding = Assert.Single(await Scans.FindingsOf("a.py", code), f => f.RuleId == Rule);
        Assert.Equal(new Suppression("inSource", "the host is ours"), finding.Suppression);
    }

    [Theory]
    [InlineData($"{Bad}  # synapse:ignore {Rule}")]
    [InlineData($"{Bad}  # synapse:ignore")]
    public async Task An_ignore_without_a_reason_suppresses_nothing_and_is_a_finding(string code)
    {
        var findings = await Scans.FindingsOf("a.py", code);
        Assert.True(Assert.Single(findings, f => f.RuleId == Rule).Counts);
        Assert.Single(findings, f => f.RuleId == "process.ignore-without-reason");
    }

    [Theory]
    [InlineData($"{Bad}  # synapse:ignore py.other-rule some reason")]
    [InlineData($"# synapse:ignore {Rule} too far away\n\n{Bad}")]
    [InlineData($"other(1)  # synapse:ignore {Rule} speaks of its own line\n{Bad}")]
    [InlineData($"text = 'synapse:ignore {Rule} in a string'; {Bad}")]
    public async Task An_ignore_that_means_something_else_suppresses_nothing(string code) =>
        Assert.True(Assert.Single(await Scans.FindingsOf("a.py", code), f => f.RuleId == Rule).Counts);

    [Theory]
    [InlineData("a.jsx", "{/* synapse:ignore js.xss-dom we made it */}\n<div dangerouslySetInnerHTML={{__html: props.html}} />")]
    [InlineData("a.ex", "# synapse:ignore ex.code-injection we made it\nCode.eval_string(x)")]
    [InlineData("a.html", "<!-- synapse:ignore secrets.* we made it -->\n<b>password = \"Tr0ub4dorQx7Zb2kLm9y\"</b>")]
    [InlineData("a.go", "/* synapse:ignore go.tls-verification-disabled we made it */\nc := &tls.Config{InsecureSkipVerify: true}")]
    [InlineData("a.sql", "-- synapse:ignore secrets.* we made it\nALTER USER a PASSWORD = \"Tr0ub4dorQx7Zb2kLm9x\";")]
    public async Task Comments_of_every_style_suppress(string path, string code)
    {
        var findings = await Scans.FindingsOf(path, code);
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Equal("we made it", f.Suppression?.Reason));
    }

    [Fact]
    public async Task Who_has_decided_about_a_weakness_is_not_asked_again_by_a_weaker_rule() =>
        Assert.DoesNotContain(await Scans.FindingsOf("a.py", "subprocess.call('ls ' + x, shell=True)  # synapse:ignore py.command-injection x is a constant"), f => f.Counts);

    [Fact]
    public async Task A_path_rule_suppresses_with_its_reason()
    {
        var (policy, problems) = RepositoryPolicy.Read($$"""{ "ignore": [ { "paths": ["legacy/**"], "rules": ["{{Rule}}"], "reason": "goes away in May" } ] }""");
        Assert.Empty(problems);
        Assert.Equal("goes away in May", Assert.Single(await Scans.FindingsOf("legacy/x/a.py", Bad, policy), f => f.RuleId == Rule).Suppression!.Reason);
        Assert.True(Assert.Single(await Scans.FindingsOf("src/a.py", Bad, policy), f => f.RuleId == Rule).Counts);
    }

    [Theory]
    [InlineData("a.py", "requests.get(url, verify=False, timeout=5)  # nosec B501", true)]
    [InlineData("a.py", "requests.get(url, verify=False, timeout=5)  # noqa: S501", true)]
    [InlineData("a.py", "# nosemgrep: requests-verify\nrequests.get(url, verify=False, timeout=5)", true)]
    [InlineData("a.py", "requests.get(url, verify=False, timeout=5)  # noqa: E501", false)]
    [InlineData("a.go", "c := &tls.Config{InsecureSkipVerify: true} // #nosec G402", true)]
    [InlineData("a.go", "c := &tls.Config{InsecureSkipVerify: true} //nolint:all", true)]
    [InlineData("a.go", "c := &tls.Config{InsecureSkipVerify: true} //nolint:errcheck", false)]
    [InlineData("a.go", "c := &tls.Config{InsecureSkipVerify: true} // the server is ours", false)]
    [InlineData("a.cs", "[SuppressMessage(\"Security\", \"CA5359\")]\nstatic bool Check(object s, X509Chain c, SslPolicyErrors errors) { return true; }", true)]
    [InlineData("a.cs", "[Serializable]\nstatic bool Check(object s, X509Chain c, SslPolicyErrors errors) { return true; }", false)]
    public async Task What_was_decided_for_another_analyser_is_not_asked_again(string path, string code, bool isSuppressed) =>
        Assert.Equal(isSuppressed, !Assert.Single(await Scans.FindingsOf(path, code)).Counts);

    [Theory]
    [InlineData("py.subprocess-call", "{}", "less sure than 40%")]
    [InlineData("py.subprocess-call", """{ "minConfidence": 0 }""", null)]
    [InlineData("py.tls-verification-disabled", "{}", null)]
    [InlineData("py.tls-verification-disabled", """{ "minConfidence": 1 }""", "less sure than 100%")]
    public async Task What_is_not_sure_enough_does_not_count(string rule, string json, string? reason)
    {
        var (policy, problems) = RepositoryPolicy.Read(json);
        Assert.Empty(problems);
        var findings = await Scans.FindingsOf("src/a.py", $"subprocess.call(['ls', x])\n{Bad}\n", policy);
        Assert.Equal(reason, Assert.Single(findings, f => f.RuleId == rule).Suppression?.Reason);
    }

    [Theory]
    [InlineData("""{ "minConfidence": 40 }""", "$.minConfidence")]
    [InlineData("""{ "minConfidence": "0.4" }""", "$.minConfidence")]
    [InlineData("""{ "ignroe": [] }""", "$.ignroe")]
    [InlineData("""{ "ignore": [ { "paths": ["a"], "rules": ["b"] } ] }""", "$.ignore[0]")]
    [InlineData("""{ "ignore": [ { "paths": "a", "rules": ["b"], "reason": "c" } ] }""", "$.ignore[0].paths")]
    [InlineData("""{ "ignore": 1 }""", "$.ignore")]
    [InlineData("""[]""", "$")]
    [InlineData("{", "line 1")]
    public void A_wrong_policy_is_refused_with_its_path(string json, string named) =>
        Assert.Contains(RepositoryPolicy.Read(json).Problems, p => p.Contains(named, StringComparison.Ordinal));

    [Fact]
    public async Task A_baseline_survives_moved_lines_and_renames()
    {
        var before = await Scans.FindingsOf("src/a.py", $"x = 1\n{Bad}\n");
        var (baseline, problem) = Baseline.Read(Baseline.Of(before).Write());
        Assert.Null(problem);
        var policy = RepositoryPolicy.Empty with { Baseline = baseline };
        var moved = await Scans.FindingsOf("lib/renamed.py", $"import a\n\n\nx = 1\n\t{Bad}\n", policy);
        Assert.Equal("baseline", Assert.Single(moved, f => f.RuleId == Rule).Suppression!.Kind);
        var second = await Scans.FindingsOf("src/a.py", $"{Bad}\n{Bad}\n", policy);
        Assert.Equal(1, second.Count(f => f is { RuleId: Rule, Counts: true }));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("""{ "version": 1 }""")]
    [InlineData("""{ "version": 1, "findings": [ {} ] }""")]
    public void A_damaged_baseline_is_refused(string json) => Assert.NotNull(Baseline.Read(json).Problem);

    [Theory]
    [InlineData("*.py", "src/deep/a.py", true)]
    [InlineData("src/*.py", "src/deep/a.py", false)]
    [InlineData("src/**/*.py", "src/deep/er/a.py", true)]
    [InlineData("src/**/*.py", "src/a.py", true)]
    [InlineData("docs/", "docs/a.md", true)]
    [InlineData("/src/a?.py", "src/ab.py", true)]
    [InlineData("a.py", "a.pyx", false)]
    public void Globs_read_as_in_gitignore(string glob, string path, bool expected) => Assert.Equal(expected, new PathGlob(glob).IsMatch(path));
}
