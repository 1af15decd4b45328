using Synapse.Analysis.Tests.Specialists;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Tests.Scanning;

public sealed class MetricTests
{
    private static readonly string Branches = string.Concat(Enumerable.Range(0, 20).Select(i => $"    if a == {i}:\n        b = {i}\n"));

    [Fact]
    public async Task A_complex_function_is_reported_when_it_is_written() =>
        Assert.Single(await Scans.FindingsOf("src/a.py", $"def f(a):\n{Branches}"), f => f.RuleId == "function.complex");

    [Theory]
    [InlineData("return {0};", 0)]
    [InlineData("r = {0}; break;", 0)]
    [InlineData("", 0)]
    [InlineData("run({0}); break;", 1)]
    [InlineData("if (b) return {0}; return 1;", 1)]
    public async Task A_case_that_only_names_a_value_is_no_path(string arm, int findings)
    {
        var cases = string.Concat(Enumerable.Range(0, 25).Select(i => $"    case {i}: {arm.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)}\n"));
        Assert.Equal(findings, (await Scans.FindingsOf("src/a.c", $"int f(int a, int b) {{\n  int r = 0;\n  switch (a) {{\n{cases}  default: break;\n  }}\n  return r;\n}}\n")).Count(f => f.RuleId == "function.complex"));
    }

    [Fact]
    public async Task Who_adds_a_branch_to_a_complex_function_is_told() =>
        Assert.Equal(3, Assert.Single(await Changed("    if a == 99:")).Location.StartLine);

    [Fact]
    public async Task Who_only_touches_a_complex_function_is_not() => Assert.Empty(await Changed("    c = 99"));

    [Fact]
    public async Task A_function_that_is_complex_and_long_is_told_once() =>
        Assert.Equal(
            ["function.complex f", "function.long g"],
            (await Scans.FindingsOf("src/a.py", $"def f(a):\n{string.Concat(Enumerable.Repeat(Branches, 4))}\ndef g(a):\n{string.Concat(Enumerable.Repeat("    a = 1\n", 150))}"))
                .Where(f => f.RuleId.StartsWith("function.", StringComparison.Ordinal)).Select(f => $"{f.RuleId} {f.Message[1]}").Order(StringComparer.Ordinal));

    private static async Task<List<Finding>> Changed(string line)
    {
        var whole = $"def f(a):\n    x = 1\n{line}\n        y = 1\n{Branches}";
        var change = Scans.Diff($"--- a/src/a.py\n+++ b/src/a.py\n@@ -1,2 +1,3 @@\n def f(a):\n     x = 1\n+{line}\n") with { NewTexts = new Scans.Texts("src/a.py", whole) };
        return [.. (await Scans.Report(change, Scans.Specialist("m", "maintainability"))).Findings.Where(f => f.RuleId == "function.complex")];
    }
}
