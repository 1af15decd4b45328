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

    [Theory]
    [InlineData("tests/test_a.py", "requests.post(url)\n")]
    [InlineData("a_test.go", "package a\nfunc TestA(t *testing.T) {\n\tcontent, err := os.ReadFile(dst)\n}\n")]
    public async Task Test_code_is_kept_free_of_hints(string path, string code) => Assert.Empty(await FindingsOf(path, code));

    private static async Task<List<string>> Found(string hunk, string before, string after)
    {
        var change = Diff("--- a/a.py\n+++ b/a.py\n" + hunk) with { NewTexts = new Texts("a.py", after), OldTexts = new Texts("a.py", before) };
        return [.. (await Report(change, Specialist("m", "maintainability"))).Findings.Select(f => f.RuleId).Where(id => id == "function.complex")];
    }
}
