using System.Text.Json;
using static Synapse.Cli.Tests.Review.Run;

namespace Synapse.Cli.Tests.Review;

public sealed class ReviewCommandTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_clean_change_passes()
    {
        var (exitCode, output, error) = await Execute("review", _run.Write("c.diff", Diffs.Clean));
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains("Verdict: complete, no findings", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("high", ExitCodes.Gate)]
    [InlineData("low", ExitCodes.Gate)]
    [InlineData("critical", ExitCodes.Ok)]
    [InlineData("none", ExitCodes.Ok)]
    public async Task The_gate_decides_the_exit_code(string failOn, int expected) =>
        Assert.Equal(expected, (await Execute("review", _run.Write("c.diff", Diffs.TlsOff), "--fail-on", failOn)).ExitCode);

    [Fact]
    public async Task The_gate_is_high_unless_said_otherwise() =>
        Assert.Equal(ExitCodes.Gate, (await Execute("review", _run.Write("c.diff", Diffs.TlsOff))).ExitCode);

    [Fact]
    public async Task What_could_not_be_read_does_not_pass()
    {
        var (exitCode, output, _) = await Execute("review", _run.Write("c.diff", Diffs.Rich), "--fail-on", "none");
        Assert.Equal(ExitCodes.Incomplete, exitCode);
        Assert.Contains("not complete", output, StringComparison.Ordinal);
        Assert.Contains("b.png", output, StringComparison.Ordinal);
        Assert.Contains("1 finding, listed in the JSON and SARIF reports", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incomplete_may_pass_where_the_configuration_says_so()
    {
        var config = _run.Write("silo.json", (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "silo.json"))).Replace("\"allowIncomplete\": false", "\"allowIncomplete\": true", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Ok, (await Execute("review", _run.Write("c.diff", Diffs.Rich), "--fail-on", "none", "--config", config)).ExitCode);
    }

    [Theory]
    [InlineData("review no-such-file.diff", "no-such-file.diff")]
    [InlineData("review --commit HEAD --staged", "--commit and --staged")]
    [InlineData("review --head HEAD", "--head needs --base")]
    [InlineData("review --json --github", "standard output")]
    [InlineData("review --fail-on grave", "grave")]
    [InlineData("review --repo /no/such/folder", "/no/such/folder")]
    [InlineData("review --all /no/such/folder", "/no/such/folder")]
    [InlineData("review --rules /no/such/folder", "/no/such/folder")]
    [InlineData("review --config /no/such/silo.json", "/no/such/silo.json")]
    [InlineData("review --no-such-flag", "--no-such-flag")]
    [InlineData("explain no.such-rule", "no.such-rule")]
    [InlineData("reveiw", "did you mean 'review'?")]
    [InlineData("agents lst", "did you mean 'list'?")]
    [InlineData("agents", "list, validate, plan")]
    [InlineData("review --hlep", "did you mean '--help'?")]
    [InlineData("review --comit HEAD", "did you mean '--commit'?")]
    [InlineData("baseline --outptu x", "did you mean '--output'?")]
    [InlineData("review a.diff b.diff", "'b.diff' is one argument too many")]
    [InlineData("review --sarif=", "--sarif")]
    [InlineData("review /proc/self/mem", "cannot be read")]
    public async Task A_wrong_command_line_says_what_is_wrong(string arguments, string named)
    {
        var (exitCode, output, error) = await Execute(arguments.Split(' '));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_empty_name_is_said_to_be_empty() => Assert.Contains("--sarif is empty", (await Execute("review", "--sarif", "")).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "completion")]
    [InlineData("help", "completion")]
    [InlineData("help review", "--staged")]
    [InlineData("help reviews list", "--min-severity")]
    [InlineData("help journal replay", "--at")]
    [InlineData("help audit verify", "--checkpoint")]
    [InlineData("help audit checkpoint", "--post")]
    [InlineData("explain --help", "RULE-ID")]
    public async Task Help_fits_a_terminal(string arguments, string named)
    {
        var (exitCode, output, error) = await Execute(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.Empty(error);
        Assert.All(output.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 160, line));
    }

    [Theory]
    [InlineData("hello world")]
    [InlineData("{ \"not\": \"a diff\" }")]
    public async Task What_is_no_diff_is_refused(string text)
    {
        var (exitCode, _, error) = await Execute("review", _run.Write("c.diff", text));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("c.diff", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_diff_is_a_certain_nothing()
    {
        var (exitCode, output, _) = await Execute("review", _run.Write("c.diff", ""), "--json");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Equal(1.0m, JsonDocument.Parse(output).RootElement.GetProperty("confidence").GetDecimal());
        Assert.Empty(JsonDocument.Parse(output).RootElement.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task Every_source_of_a_repository_is_reviewed()
    {
        _run.Git("init", "-q");
        _run.Write("a.py", "x = 1\n");
        _run.Commit("first");
        _run.Git("branch", "feature");
        _run.Write("main.py", "requests.get(url, verify=False, timeout=5)\n");
        _run.Commit("on main");
        _run.Git("checkout", "-q", "feature");
        _run.Write("b.py", "requests.put(url, verify=False, timeout=5)\n");
        _run.Commit("on feature");
        Assert.Equal(["b.py:1"], await Found("--base", "main", "--head", "feature"));
        Assert.Equal(["b.py:1"], await Found("--commit", "HEAD"));
        Assert.Empty(await Found());
        _run.Write("a.py", "x = 1\nrequests.post(url, verify=False, timeout=5)\n");
        Assert.Equal(["a.py:2"], await Found());
        Assert.Empty(await Found("--staged"));
        _run.Git("add", "-A");
        Assert.Equal(["a.py:2"], await Found("--staged"));
        Assert.Equal(["a.py:2", "b.py:1"], await Found("--all", _run.Folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: a <a@example.org>\nSubject: [PATCH] x\n\n---\n\ndiff --git a/a.py b/a.py\n")]
    public async Task The_working_tree_of_a_named_repository_gives_a_bare_diff_its_context(string mail)
    {
        const string File = "sql = 'select * from t where id = ' + ident\n\n\n\n\n\ncursor.execute(sql)\n";
        _run.Git("init", "-q");
        _run.Write("a.py", File);
        var diff = _run.Write("c.diff", mail + "--- a/a.py\n+++ b/a.py\n@@ -6,1 +6,2 @@\n \n+cursor.execute(sql)\n");
        Assert.DoesNotContain("py.sql-injection", (await Execute("review", diff)).Out, StringComparison.Ordinal);
        Assert.Contains("py.sql-injection", (await Execute("review", diff, "--repo", _run.Folder)).Out, StringComparison.Ordinal);
        _run.Write("a.py", "another version\n" + File);
        Assert.DoesNotContain("py.sql-injection", (await Execute("review", diff, "--repo", _run.Folder)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_repository_that_is_none_is_refused_for_a_bare_diff()
    {
        var (exitCode, _, error) = await Execute("review", _run.Write("c.diff", Diffs.Clean), "--repo", _run.Folder);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("not in a git repository", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_can_not_silence_itself()
    {
        const string Silence = """{ "ignore": [ { "paths": ["**"], "rules": ["*"], "reason": "hush" } ] }""";
        _run.Git("init", "-q");
        _run.Write("a.py", "x = 1\n");
        _run.Commit("first");
        _run.Write(".synapse.json", Silence);
        _run.Write("a.py", "requests.post(url, verify=False, timeout=5)\n");
        _run.Commit("sneaky");
        Assert.Equal(["a.py:1"], await Found("--commit", "HEAD"));
        _run.Write("b.py", "requests.post(url, verify=False, timeout=5)\n");
        _run.Commit("after the policy has landed");
        Assert.Empty(await Found("--commit", "HEAD"));
    }

    [Fact]
    public async Task A_broken_policy_of_the_repository_is_an_error()
    {
        _run.Git("init", "-q");
        _run.Write(".synapse.json", """{ "ignroe": [] }""");
        _run.Commit("first");
        var (exitCode, _, error) = await Execute("review", "--repo", _run.Folder);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("$.ignroe", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_quiets_what_is_known()
    {
        _run.Git("init", "-q");
        _run.Write("a.py", "requests.get(url, verify=False, timeout=5)\n");
        var (exitCode, _, error) = await Execute("baseline", _run.Folder, "--output", _run.PathOf(".synapse-baseline.json"));
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains("1 finding accepted", error, StringComparison.Ordinal);
        _run.Commit("with baseline");
        Assert.Empty(await Found("--all", _run.Folder));
        _run.Write("new.py", "requests.get(url, verify=False, timeout=5)\nrequests.get(other, verify=False, timeout=5)\n");
        Assert.Equal(["new.py:2"], await Found("--all", _run.Folder));
    }

    [Fact]
    public async Task A_baseline_lies_where_reviews_look_for_it_and_a_part_of_it_is_renewed_alone()
    {
        _run.Git("init", "-q");
        _run.Write("one/a.py", "requests.get(url, verify=False, timeout=5)\n");
        _run.Write("two/b.py", "requests.put(url, verify=False, timeout=5)\n");
        Assert.Contains("2 findings accepted", (await Execute("baseline", _run.Folder)).Error, StringComparison.Ordinal);
        _run.Write("two/b.py", "requests.post(url, verify=False, timeout=5)\n");
        var (_, _, error) = await Execute("baseline", _run.PathOf("two"));
        Assert.Contains("1 finding accepted", error, StringComparison.Ordinal);
        Assert.Contains("1 finding of other files", error, StringComparison.Ordinal);
        _run.Commit("with baseline");
        Assert.Empty(await Found("--all", _run.Folder));
        Assert.Empty(await Found("--all", _run.PathOf("one")));
        _run.Write("two/b.py", "requests.post(url, verify=False, timeout=5)  # touched\nrequests.get(url, verify=False, timeout=9)\n");
        Assert.Equal(["b.py:1", "b.py:2"], await Found());
    }

    [Fact]
    public async Task Rules_of_a_folder_run_when_a_check_names_them()
    {
        _run.Write("rules/mine/python.yaml", """
            pack: mine
            languages: [python]
            category: correctness
            rules:
              - id: py.mine
                title: Mine
                severity: low
                confidence: 1.0
                match: [{ pattern: forbidden(...) }]
                message: m
                recommendation: r
                examples: { match: ['forbidden()', 'forbidden(1)'], noMatch: ['allowed()', '# forbidden()'] }
            """);
        var config = _run.Write("silo.json", """
            { "version": 1, "review": { "coordinator": "c" }, "agents": [
              { "id": "c", "kind": "coordinator", "version": "1", "specialists": ["s"] },
              { "id": "s", "kind": "specialist", "version": "1", "checks": [ { "pack": "mine" } ] } ] }
            """);
        var diff = _run.Write("c.diff", "--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n x\n+forbidden(2)\n");
        var (exitCode, output, error) = await Execute("review", diff, "--config", config, "--rules", _run.PathOf("rules"), "--json");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Equal("py.mine", JsonDocument.Parse(output).RootElement.GetProperty("findings")[0].GetProperty("ruleId").GetString());
        Assert.Empty(error);

        var without = await Execute("review", diff, "--config", config);
        Assert.Equal(ExitCodes.Usage, without.ExitCode);
        Assert.Contains("mine", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_completion_and_version_answer()
    {
        var explain = await Execute("explain", "py.tls-verification-disabled");
        Assert.Contains("CWE-295", explain.Out, StringComparison.Ordinal);
        Assert.Contains("synapse:ignore py.tls-verification-disabled", explain.Out, StringComparison.Ordinal);
        Assert.Contains("py.tls-verification-disabled", (await Execute("explain")).Out, StringComparison.Ordinal);
        Assert.Contains("did you mean 'py.sql-injection'", (await Execute("explain", "py.sql-injektion")).Error, StringComparison.Ordinal);
        Assert.Contains("complete", (await Execute("completion", "bash")).Out, StringComparison.Ordinal);
        Assert.Matches(@"^synapse \d+\.\d+\.\d+\n$", (await Execute("--version")).Out);
    }

    [Theory]
    [InlineData("synapse re", "review")]
    [InlineData("synapse review --sar", "--sarif")]
    [InlineData("synapse review --fail-on h", "high")]
    [InlineData("synapse reviews list --order s", "severity")]
    [InlineData("synapse audit v", "verify")]
    [InlineData("synapse explain py.tls-v", "py.tls-verification-disabled")]
    public async Task A_shell_is_told_what_may_come_next(string line, string expected) =>
        Assert.Contains(expected, (await Execute($"[suggest:{line.Length}]", line)).Out.Split('\n', StringSplitOptions.TrimEntries));

    private async Task<List<string>> Found(params string[] arguments)
    {
        var (exitCode, output, error) = await Execute(["review", "--repo", _run.Folder, "--json", .. arguments]);
        Assert.True(exitCode is ExitCodes.Ok or ExitCodes.Gate, error);
        return [.. JsonDocument.Parse(output).RootElement.GetProperty("findings").EnumerateArray()
            .Where(f => f.GetProperty("ruleId").GetString() == "py.tls-verification-disabled")
            .Select(f => f.GetProperty("location"))
            .Select(l => $"{Path.GetFileName(l.GetProperty("path").GetString())}:{l.GetProperty("startLine").GetInt32()}")
            .Order(StringComparer.Ordinal)];
    }
}
