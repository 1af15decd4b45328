using Synapse.Analysis.Changes;
using Synapse.Core.Findings;
using static Synapse.Analysis.Tests.Specialists.Scans;

namespace Synapse.Analysis.Tests.Specialists;

public sealed class NoiseTests
{
    private static readonly string Complex = "def f(a):\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"    if a == {i}:\n        run({i})\n"));

    [Fact]
    public async Task A_complex_function_that_was_only_touched_is_not_reported()
    {
        var after = Complex.Replace("run(3)", "run(33)", StringComparison.Ordinal);
        Assert.Empty(await Found("@@ -9 +9 @@\n-        run(3)\n+        run(33)\n", Complex, after));
    }

    [Fact]
    public async Task A_complex_function_whose_condition_was_rewritten_is_not_reported()
    {
        var after = Complex.Replace("a == 3:", "a == 33:", StringComparison.Ordinal);
        Assert.Empty(await Found("@@ -8 +8 @@\n-    if a == 3:\n+    if a == 33:\n", Complex, after));
    }

    [Fact]
    public async Task A_complex_function_that_grew_is_reported()
    {
        var after = Complex + "    if b:\n        run(b)\n";
        Assert.Equal(["function.complex"], await Found("@@ -41 +41,3 @@\n         run(19)\n+    if b:\n+        run(b)\n", Complex, after));
    }

    [Fact]
    public async Task A_new_complex_function_is_reported()
    {
        var lines = Complex.Split('\n')[..^1];
        Assert.Equal(["function.complex"], await Found($"@@ -1 +1,{lines.Length + 1} @@\n x = 1\n" + string.Concat(lines.Select(l => $"+{l}\n")), "x = 1\n", "x = 1\n" + Complex));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(40, false)]
    public async Task A_long_call_whose_inside_was_touched_is_not_the_doing_of_the_change(int lines, bool reported)
    {
        var inside = string.Concat(Enumerable.Repeat("  run();\n", lines));
        var after = "const http = require('http');\nhttp.createServer(function () {\n" + inside + "  walk();\n}).listen(80);\n";
        var hunk = $"@@ -{lines + 2} +{lines + 2},2 @@\n   run();\n+  walk();\n";
        var change = Diff("--- a/a.js\n+++ b/a.js\n" + hunk) with { NewTexts = new Texts("a.js", after) };
        Assert.Equal(reported, (await Report(change, Specialist("s", "security"))).Findings.Any(f => f.RuleId == "js.cleartext-protocol"));
    }

    [Fact]
    public async Task A_block_of_extensions_is_no_function() =>
        Assert.Empty(await FindingsOf("a.cs", "static class A {\n    extension(Order order) {\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"        bool Is{i}() => order.Number == {i} ? true : false;\n")) + "    }\n}\n"));

    [Theory]
    [InlineData("tests", 5)]
    [InlineData("src", 8)]
    public async Task A_secret_that_many_tests_hold_is_told_of_at_its_first_places(string folder, int told)
    {
        var key = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        var diff = string.Concat(Enumerable.Range(0, 8).Select(i => $"--- a/{folder}/{i}.py\n+++ b/{folder}/{i}.py\n@@ -1 +1,2 @@\n a = 1\n+b = \"{key}\"\n"));
        var findings = (await Report(Diff(diff), Specialist("s", "secrets"))).Findings.Where(f => f.Category == Category.Secrets).ToList();
        Assert.Equal(8, findings.Count);
        Assert.Equal(told, findings.Count(f => f.Counts));
        Assert.All(findings.Where(f => !f.Counts), f => Assert.Equal(new Suppression("repeated", "the same secret is told of at tests/0.py:2"), f.Suppression));
    }

    /// <summary>A text of one line would be read again for each of its thousands of matches.</summary>
    [Fact]
    public async Task A_rule_that_reads_one_long_line_again_and_again_stops_and_says_so()
    {
        var code = "<?php function f($db) { foreach ($a as $b) { " + string.Concat(Enumerable.Repeat("$x = Arr::find($a); ", 3_000)) + "} }";
        var change = Change.Empty with { Files = [new ChangedFile("a.php", "a.php", FileStatus.Whole, [])], NewTexts = new Texts("a.php", code) };
        var row = Assert.Single((await Report(change, Specialist("s", "performance"))).Coverage);
        Assert.Contains("php.query-in-loop", row.Reason, StringComparison.Ordinal);
        Assert.Contains("long lines", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tests/test_a.py", "requests.post(url)\n")]
    [InlineData("a_test.go", "package a\nfunc TestA(t *testing.T) {\n\tcontent, err := os.ReadFile(dst)\n}\n")]
    public async Task Test_code_is_kept_free_of_hints(string path, string code) => Assert.Empty(await FindingsOf(path, code));

    [Theory]
    [InlineData("[Authorize(Policy = \"See\")]", "[Authorize]", false)]
    [InlineData("[Authorize]", "[Authorize(Policy = \"See\")]", true)]
    [InlineData("[Route(\"admin\")]", "[Authorize]", true)]
    public async Task A_guard_that_another_line_still_states_is_not_missed(string kept, string removed, bool reported) =>
        Assert.Equal(reported, (await Report(Diff($"--- a/a.cs\n+++ b/a.cs\n@@ -3,4 +3,3 @@\n [Route(\"x\")]\n-{removed}\n {kept}\n public class A {{\n"), Specialist("s", "security"))).Findings.Count > 0);

    [Theory]
    [InlineData("abort_if(!$request->user() || !$request->user()->token(), 403);", false)]
    [InlineData("abort_if(!$request->wants(), 403);", true)]
    public async Task A_guard_that_asks_for_more_is_not_missed(string added, bool reported) =>
        Assert.Equal(reported, (await Report(
            Diff($"--- a/a.php\n+++ b/a.php\n@@ -3,3 +3,3 @@\n   public function drop($request) {{\n-    abort_if(!$request->user(), 403);\n+    {added}\n     $this->run();\n"),
            Specialist("s", "security"))).Findings.Any(f => f.RuleId == "php.guard-removed"));

    [Theory]
    [InlineData("o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());", false)]
    [InlineData("o.Filters.Add(new CacheAttribute());", true)]
    public async Task A_guard_for_all_takes_the_place_of_one_for_each(string added, bool reported) =>
        Assert.Equal(reported, (await Report(
            Diff($"--- a/a.cs\n+++ b/a.cs\n@@ -3,3 +3,2 @@\n class A {{\n-    [ValidateAntiForgeryToken]\n     public void Drop(int id) {{\n--- a/Startup.cs\n+++ b/Startup.cs\n@@ -3 +3,2 @@\n {{\n+    {added}\n"),
            Specialist("s", "security"))).Findings.Any(f => f.RuleId == "cs.csrf-check-removed"));

    [Theory]
    [InlineData("include/js/jquery-ui.js", "", false)]
    [InlineData("include/js/chart.js", "", true)]
    [InlineData("include/js/chart.js", "/*! Chart v3.4.1 | MIT License */\n", false)]
    [InlineData("include/js/chart.js", "/*! Charts of the shop. Licensed to us. */\n", true)]
    public async Task Copies_of_libraries_are_not_judged(string path, string head, bool reported) =>
        Assert.Equal(reported, (await FindingsOf(path, head + "element.innerHTML = location.hash;\n")).Count > 0);

    [Theory]
    [InlineData("src/release.js", true)]
    [InlineData("scripts/release.js", false)]
    public async Task What_the_developers_run_themselves_may_open_what_it_likes(string path, bool reported) =>
        Assert.Equal(reported, (await FindingsOf(path, "const fs = require('fs');\nfunction read(name) { return fs.readFileSync(name, 'utf8'); }\n")).Any(f => f.RuleId == "js.variable-path"));

    [Theory]
    [InlineData("@@ -3,4 +3,1 @@\n class A {\n-    [Authorize]\n-    public void Drop(int id) {\n-    }\n", false)]
    [InlineData("@@ -3,4 +3,3 @@\n class A {\n-    [Authorize]\n     public void Drop(int id) {\n     }\n", true)]
    [InlineData("@@ -3,4 +3,3 @@\n class A {\n-    [Authorize]\n-    public void Drop(int id) {\n+    public async Task Drop(int id) {\n     }\n", true)]
    public async Task A_guard_that_went_with_what_it_guarded_is_not_missed(string hunk, bool reported)
    {
        var change = Diff("--- a/a.cs\n+++ b/a.cs\n" + hunk);
        Assert.Equal(reported, (await Report(change, Specialist("s", "security"))).Findings.Any(f => f.RuleId == "cs.authorization-removed"));
    }

    [Fact]
    public async Task A_guard_in_a_deleted_file_is_not_missed()
    {
        var change = Diff("diff --git a/a.cs b/a.cs\ndeleted file mode 100644\n--- a/a.cs\n+++ /dev/null\n@@ -1,3 +0,0 @@\n-[Authorize]\n-class A {\n-}\n");
        Assert.Empty((await Report(change, Specialist("s", "security"))).Findings);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 1)]
    public async Task A_guard_that_many_files_lose_is_told_once(int files, int findings)
    {
        var change = Diff(string.Concat(Enumerable.Range(0, files).Select(i => $"--- a/a{i}.cs\n+++ b/a{i}.cs\n@@ -1,2 +1,1 @@\n-[AutoValidateAntiforgeryToken]\n class A{i} : Controller {{ }}\n")));
        Assert.Equal(findings, (await Report(change, Specialist("s", "security"))).Findings.Count(f => f.RuleId == "cs.csrf-check-removed"));
    }

    [Theory]
    [InlineData("a.cs", 1)]
    [InlineData("a.cshtml", 0)]
    public async Task A_block_of_a_page_is_no_function(string path, int findings) =>
        Assert.Equal(findings, (await FindingsOf(path, "class A { void M() {\n" + string.Concat(Enumerable.Repeat("run();\n", 130)) + "} }\n")).Count(f => f.RuleId == "function.long"));

    private static async Task<List<string>> Found(string hunk, string before, string after)
    {
        var change = Diff("--- a/a.py\n+++ b/a.py\n" + hunk) with { NewTexts = new Texts("a.py", after), OldTexts = new Texts("a.py", before) };
        return [.. (await Report(change, Specialist("m", "maintainability"))).Findings.Select(f => f.RuleId).Where(id => id == "function.complex")];
    }
}
