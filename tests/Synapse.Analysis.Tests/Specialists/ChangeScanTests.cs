using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Analysis.Suppressions;
using Synapse.Core.Findings;
using static Synapse.Analysis.Tests.Specialists.Scans;

namespace Synapse.Analysis.Tests.Specialists;

public sealed class ChangeScanTests
{
    private const string Bad = "requests.get(url, verify=False, timeout=5)";

    [Fact]
    public async Task Only_changed_lines_count()
    {
        var change = Diff($"--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n {Bad}\n+{Bad} # new\n x = 1\n");
        var finding = Assert.Single((await Report(change, Specialist("security", "security"))).Findings);
        Assert.Equal(2, finding.Location.StartLine);
    }

    [Fact]
    public async Task Lines_are_numbered_as_in_the_new_file()
    {
        var change = Diff($"--- a/a.py\n+++ b/a.py\n@@ -10,1 +20,2 @@\n x = 1\n+{Bad}\n@@ -30,1 +41,2 @@\n y = 1\n+{Bad}\n");
        Assert.Equal([21, 42], (await Report(change, Specialist("security", "security"))).Findings.Select(f => f.Location.StartLine));
    }

    [Fact]
    public async Task The_whole_file_gives_context_where_it_fits_the_diff()
    {
        const string Whole = "sql = 'select * from t where id = ' + ident\n\n\n\n\n\ncursor.execute(sql)\n";
        var diff = "--- a/a.py\n+++ b/a.py\n@@ -6,1 +6,2 @@\n \n+cursor.execute(sql)\n";
        var alone = (await Report(Diff(diff), Specialist("security", "security"))).Findings;
        var inContext = (await Report(Diff(diff) with { NewTexts = new Texts("a.py", Whole) }, Specialist("security", "security"))).Findings;
        Assert.Empty(alone);
        Assert.Equal("py.sql-injection", Assert.Single(inContext).RuleId);
        var stale = (await Report(Diff(diff) with { NewTexts = new Texts("a.py", "something else\n") }, Specialist("security", "security"))).Findings;
        Assert.Empty(stale);
    }

    [Theory]
    [InlineData("@RestController\nclass A {\n  @GetMapping(\"/b\")\n  @PreAuthorize(\"x\")\n  public String b() {\n  }\n  @PreAuthorize(\"x\")\n  public String a() {\n  }\n}\n", 0)]
    [InlineData("@RestController\nclass A {\n  @GetMapping(\"/b\")\n  @PreAuthorize(\"x\")\n  public String b() {\n  }\n  public String a() {\n  }\n}\n", 1)]
    public async Task A_guard_that_stands_at_its_declaration_still_is_not_removed(string now, int findings)
    {
        var change = Diff("diff --git a/A.java b/A.java\n--- a/A.java\n+++ b/A.java\n@@ -1,4 +1,3 @@\n class A {\n-  @PreAuthorize(\"x\")\n   public String a() {\n   }\n") with { NewTexts = new Scans.Texts("A.java", now) };
        Assert.Equal(findings, (await Report(change, Specialist("security", "security"))).Findings.Count(f => f.RuleId == "java.authorization-removed"));
    }

    [Theory]
    [InlineData("    permission_classes = (IsAuthenticated, MayView)", 0)]
    [InlineData("    permission_classes = [IsAuthenticated]", 0)]
    [InlineData("    permission_classes = (MayView,)", 1)]
    public async Task A_guard_to_which_another_was_added_is_not_removed(string now, int findings)
    {
        var change = Diff($"diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n class A(APIView):\n-    permission_classes = (IsAuthenticated,)\n+{now}\n     x = 1\n");
        Assert.Equal(findings, (await Report(change, Specialist("security", "security"))).Findings.Count(f => f.RuleId == "py.authorization-removed"));
    }

    [Theory]
    [InlineData("-static int f(int index, int size) {\n-  int a;\n-  if (index >= size)\n-    return 0;\n-  return g[index];\n-}\n+int h;\n", 0)]
    [InlineData("-static int f(int index, int size) {\n-  int a;\n-  if (index >= size)\n-    return 0;\n-  return g[index];\n-}\n+static int f(int index) {\n+  return g[index];\n+}\n", 1)]
    [InlineData(" static int f(int index, int size) {\n   int a;\n-  if (index >= size)\n-    return 0;\n   return g[index];\n }\n", 1)]
    [InlineData(" static int f(int index) {\n   int a;\n-  if (index >= MAX_SIZE)\n-    return 0;\n   return g[index];\n }\n", 1)]
    [InlineData(" static int f(int index) {\n   int a;\n-  if (index >= MAX_SIZE)\n-    return 0;\n+  check(index, MAX_SIZE);\n   return g[index];\n }\n", 0)]
    [InlineData(" static int f(int index, int size) {\n   int a;\n-  if (index >= size)\n+  if (index > size)\n     return 0;\n   return g[index];\n }\n", 0)]
    public async Task A_check_that_went_with_its_function_guards_nothing_any_more(string lines, int findings)
    {
        var (old, added) = (lines.Split('\n').Count(l => l is ['-' or ' ', ..]), lines.Split('\n').Count(l => l is ['+' or ' ', ..]));
        var change = Diff($"diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,{old} +1,{added} @@\n{lines}");
        Assert.Equal(findings, (await Report(change, Specialist("security", "security"))).Findings.Count(f => f.RuleId == "c.bounds-check-removed"));
    }

    [Fact]
    public async Task The_tests_of_a_file_of_Rust_are_test_code()
    {
        const string Code = "fn a() {\n    let h = md5::compute(b\"x\");\n}\n\n#[cfg(test)]\nmod tests {\n    fn b() {\n        let h = md5::compute(b\"x\");\n    }\n}\n";
        Assert.Equal([2], (await Scans.FindingsOf("src/a.rs", Code)).Where(f => f.RuleId == "rs.weak-hash").Select(f => f.Location.StartLine));
    }

    [Fact]
    public async Task What_C_compiles_for_tests_is_test_code()
    {
        const string Code = "void a(char *d) {\n  gets(d);\n}\n\n#ifdef MY_TEST\n#if X\n#endif\nvoid b(char *d) {\n  gets(d);\n}\n#endif\n\nvoid c(char *d) {\n  gets(d);\n}\n";
        Assert.Equal([2, 14], (await Scans.FindingsOf("src/a.c", Code)).Where(f => f.Cwe.Contains(242)).Select(f => f.Location.StartLine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public async Task A_line_that_is_cut_in_the_diff_is_read_in_the_file(string mark)
    {
        var line = $"var a = \"{new string('x', 25_000)}\"; eval(location.hash);";
        var diff = Diff($"diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -0,0 +1 @@\n+{mark}{line}\n");
        var cut = (await Report(diff, Specialist("secrets", "secrets"))).Coverage;
        var read = (await Report(diff with { NewTexts = new Scans.Texts("a.js", line + "\n") }, Specialist("secrets", "secrets"))).Coverage;
        Assert.Equal(["Clipped", "Read"], [Assert.Single(cut).Status.ToString(), Assert.Single(read).Status.ToString()]);
    }

    [Theory]
    [InlineData("public/build/app.83e7.js", "Read")]
    [InlineData("src/app.js", "Clipped")]
    public async Task A_long_line_that_a_built_file_loses_need_not_be_read(string path, string status)
    {
        var line = $"var a = \"{string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i} "))}\";";
        var diff = Diff($"diff --git a/{path} b/{path}\ndeleted file mode 100644\n--- a/{path}\n+++ /dev/null\n@@ -1,501 +0,0 @@\n-{line}\n{string.Concat(Enumerable.Repeat("-let b = 1;\n", 500))}");
        Assert.Equal(status, Assert.Single((await Report(diff, Specialist("secrets", "secrets"))).Coverage).Status.ToString());
    }

    [Fact]
    public async Task Every_file_is_in_the_ledger_with_a_reason_where_it_was_not_read()
    {
        var change = Diff(
            "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n+y\n" +
            "diff --git a/b.png b/b.png\nBinary files a/b.png and b/b.png differ\n" +
            "diff --git a/c.sh b/c.sh\nold mode 100644\nnew mode 100755\n" +
            "diff --git a/d.toml b/d.toml\n--- a/d.toml\n+++ b/d.toml\n@@ -1 +1 @@\n-x\n+y\n" +
            "diff --git a/vendor/e.py b/vendor/e.py\n--- a/vendor/e.py\n+++ b/vendor/e.py\n@@ -1 +1 @@\n-x\n+y\n" +
            "diff --git a/sub b/sub\nindex 1111111..2222222 160000\n--- a/sub\n+++ b/sub\n@@ -1 +1 @@\n-Subproject commit 1111111111111111111111111111111111111111\n+Subproject commit 2222222222222222222222222222222222222222\n");
        var coverage = (await Report(change, Specialist("security", "security"))).Coverage;
        Assert.Equal(
            ["a.py: Read", "b.png: Skipped binary file", "c.sh: Skipped no line changed", "d.toml: Skipped no rules for properties", "vendor/e.py: Skipped vendored file", "sub: Skipped submodule pointer"],
            coverage.Select(c => $"{c.Path}: {c.Status} {c.Reason}".TrimEnd()));
    }

    [Fact]
    public async Task A_rule_that_crashes_is_recorded_and_a_specialist_whose_checks_all_crash_has_no_report()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "broken.yaml"), Pack("any", "js.broken", "x"));
        var packs = RulePacks.WithFolder(folder.Path);
        var rule = packs.All.Single(r => r.Id == "js.broken");
        // The reader refuses such an expression; here it stands for any defect inside a check.
        var broken = rule with { Matches = [new RegexMatch(new LinearRegex("("), TextPart.Any, 0, 0, ["var"], MatchConditions.None)] };
        var scan = FileScannerOf(broken, "var x = 1;");
        Assert.True(Assert.Single(scan.Gaps).Failed);

        var change = Change.Empty with { Files = [new ChangedFile("gone.js", "gone.js", FileStatus.Whole, [])], NewTexts = new Texts("other", "") };
        var answer = await new ChangeScan(new ScanRequest(change, [Specialist("s", "security")], RulePacks.Embedded, RepositoryPolicy.Empty, [])).RunAsync("s");
        Assert.Null(answer.Report);
        Assert.Contains("every check failed", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_fails_no_specialist_that_would_not_have_read_it()
    {
        var change = Change.Empty with
        {
            Files = [new ChangedFile("gone.js", "gone.js", FileStatus.Whole, []), new ChangedFile("link", "link", FileStatus.Whole, [], NewMode: "120000")],
            NewTexts = new Texts("other", ""),
        };
        var scan = new ChangeScan(new ScanRequest(change, [Specialist("grains", "orleans"), Specialist("security", "security")], RulePacks.Embedded, RepositoryPolicy.Empty, []));
        var grains = await scan.RunAsync("grains");
        Assert.Equal([("gone.js", CoverageStatus.Skipped, "no rules for javascript"), ("link", CoverageStatus.Skipped, "symbolic link, not followed")], grains.Report!.Coverage.Select(c => (c.Path, c.Status, c.Reason)));
        Assert.NotNull((await scan.RunAsync("security")).Failure);
    }

    [Fact]
    public async Task A_fingerprint_survives_moved_lines_and_a_visible_rename()
    {
        var before = await Report(Diff($"--- a/old.py\n+++ b/old.py\n@@ -1 +1,2 @@\n x\n+{Bad}\n"), Specialist("s", "security"));
        var after = await Report(
            Diff($"diff --git a/old.py b/new.py\nsimilarity index 50%\nrename from old.py\nrename to new.py\n--- a/old.py\n+++ b/new.py\n@@ -1 +7,3 @@\n x\n+\n+   {Bad}\n"), Specialist("s", "security"));
        Assert.Equal(before.Findings[0].Fingerprint, after.Findings[0].Fingerprint);
        Assert.NotEqual(before.Findings[0].Location, after.Findings[0].Location);
    }

    [Fact]
    public async Task A_certain_fix_comes_as_the_new_line()
    {
        var finding = Assert.Single(await FindingsOf("a.py", $"    {Bad}\n"), f => f.RuleId == "py.tls-verification-disabled");
        Assert.Equal("    requests.get(url, verify=True, timeout=5)", finding.Replacement);
    }

    [Fact]
    public async Task Test_code_is_searched_for_secrets_only()
    {
        Assert.Empty(await FindingsOf("tests/test_a.py", Bad));
        Assert.Equal(Severity.High, Assert.Single(await FindingsOf("src/a.py", Bad)).Severity);
    }

    [Theory]
    [InlineData("src/a.py", "def key(text):\n    return hashlib.md5(text).hexdigest()\n", Severity.Low)]
    [InlineData("src/a.py", "def key(text):\n    return hashlib.md5(text).hexdigest()\n\ndef check(password):\n    pass\n", Severity.Low)]
    [InlineData("src/a.py", "def key(password):\n    return hashlib.md5(password).hexdigest()\n", Severity.Medium)]
    [InlineData("src/tokens.py", "def key(text):\n    return hashlib.md5(text).hexdigest()\n", Severity.Medium)]
    [InlineData("src/a.go", "func sign(b []byte) []byte {\n\th := md5.Sum(b)\n\treturn h[:]\n}\n", Severity.Medium)]
    public async Task A_weak_hash_is_low_where_nothing_near_speaks_of_secrets(string path, string code, Severity severity) =>
        Assert.Equal(severity, Assert.Single(await FindingsOf(path, code), f => f.RuleId.EndsWith("weak-hash", StringComparison.Ordinal)).Severity);

    [Fact]
    public async Task A_cancelled_pass_stops()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var scan = new ChangeScan(new ScanRequest(Diff("--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n"), [Specialist("s", "security")], RulePacks.Embedded, RepositoryPolicy.Empty, []), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan.RunAsync("s"));
    }

    private static Analysis.Scanning.ScanResult FileScannerOf(Rule rule, string code) =>
        Analysis.Scanning.FileScanner.Scan(
            Analysis.Scanning.ReviewedText.Whole("a.js", code), RuleSet.Build([rule], Analysis.Languages.LanguageCatalog.JavaScript, removed: false), Analysis.Scanning.ScanOptions.Default);

    private static string Pack(string pack, string id, string keyword) =>
        $"pack: {pack}\nlanguages: [javascript]\ncategory: security\nrules:\n  - id: {id}\n    title: t\n    severity: low\n    confidence: 0.5\n    match: [{{ pattern: '{keyword}($X)' }}]\n    message: m\n    recommendation: r\n    examples: {{ match: [a, b], noMatch: [c, d] }}\n";
}
