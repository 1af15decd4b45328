using System.Text;
using Synapse.Analysis.Analysers;
using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Tests.Analysers;

/// <summary>What each format says, and that nothing else passes for "nothing found".</summary>
public sealed class AnalyserOutputTests
{
    [Fact]
    public void Shellcheck_is_read()
    {
        var finding = Assert.Single(Read(AnalyserFormat.Shellcheck, """{"comments":[{"file":"./a.sh","line":2,"endLine":2,"column":6,"endColumn":8,"level":"error","code":2086,"message":"Quote it.","fix":null}]}""", 1));
        Assert.Equal(("SC2086", "./a.sh", 2, 2, 6, 7, Severity.Medium, "Quote it."), (finding.Rule, finding.Path, finding.Line, finding.EndLine, finding.Column, finding.EndColumn, finding.Severity, finding.Message));
        Assert.Equal("https://www.shellcheck.net/wiki/SC2086", finding.HelpAddress);
    }

    [Fact]
    public void Eslint_is_read()
    {
        var finding = Assert.Single(Read(AnalyserFormat.Eslint, """[{"filePath":"/x/a.js","messages":[{"ruleId":"no-eval","severity":2,"message":"No eval.","line":3,"column":5,"endLine":3,"endColumn":9}]}]""", 1));
        Assert.Equal(("no-eval", "/x/a.js", 3, 3, 5, 8, Severity.Medium), (finding.Rule, finding.Path, finding.Line, finding.EndLine, finding.Column, finding.EndColumn, finding.Severity));
    }

    [Theory]
    [InlineData("./a.yaml:3:5: [error] wrong indentation (indentation)", "indentation", 3, 5, Severity.Medium, "wrong indentation")]
    [InlineData("a.c:7:2: warning: unused variable [-Wunused]", "-Wunused", 7, 2, Severity.Low, "unused variable")]
    [InlineData("a.c:7: error: it (that) is wrong", "error", 7, 0, Severity.Medium, "it (that) is wrong")]
    public void Lines_are_read(string line, string rule, int number, int column, Severity severity, string message)
    {
        var finding = Assert.Single(Read(AnalyserFormat.Lines, line + "\n", 1));
        Assert.Equal((rule, number, column, severity, message), (finding.Rule, finding.Line, finding.Column, finding.Severity, finding.Message));
    }

    [Fact]
    public void Sarif_is_read_with_what_its_rules_say()
    {
        const string Sarif = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[
              {"id":"js/xss","shortDescription":{"text":"Cross-site scripting"},"helpUri":"https://example.org/xss","defaultConfiguration":{"level":"error"},
               "properties":{"tags":["security","external/cwe/cwe-079"],"precision":"high","security-severity":"7.8"}}]}},
             "results":[
              {"ruleId":"js/xss","ruleIndex":0,"message":{"text":"Unsafe."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/a%20b.js"},"region":{"startLine":4,"startColumn":2,"endColumn":9}}}]},
              {"ruleId":"js/xss","kind":"pass","message":{"text":"Fine."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.js"}}}]},
              {"ruleId":"other","level":"note","message":{"text":"Hm."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.js"}}}]}]}]}
            """;
        var findings = Read(AnalyserFormat.Sarif, Sarif, 0);
        Assert.Equal(("js/xss", "src/a b.js", 4, 2, 8, Severity.High, 8_500), (findings[0].Rule, findings[0].Path, findings[0].Line, findings[0].Column, findings[0].EndColumn, findings[0].Severity, findings[0].Confidence.BasisPoints));
        Assert.Equal([79], findings[0].Cwe);
        Assert.Equal(("Cross-site scripting", "https://example.org/xss"), (findings[0].Title, findings[0].HelpAddress));
        Assert.Equal(("other", 1, Severity.Low), (findings[1].Rule, findings[1].Line, findings[1].Severity));
        Assert.Equal(2, findings.Count);
    }

    [Theory]
    [InlineData(AnalyserFormat.Sarif, "", 0, "wrote nothing")]
    [InlineData(AnalyserFormat.Sarif, "{", 0, "no valid JSON")]
    [InlineData(AnalyserFormat.Sarif, "{}", 0, "not what the format 'sarif' has")]
    [InlineData(AnalyserFormat.Sarif, "[]", 0, "not what the format 'sarif' has")]
    [InlineData(AnalyserFormat.Sarif, """{"runs":[{"tool":{"driver":{}},"invocations":[{"executionSuccessful":false}],"results":[]}]}""", 0, "did not succeed")]
    [InlineData(AnalyserFormat.Sarif, """{"runs":[{"tool":{"driver":{}},"results":[{"message":{"text":"x"},"locations":[{"physicalLocation":{}}]}]}]}""", 0, "not what the format")]
    [InlineData(AnalyserFormat.Shellcheck, "[]", 0, "not what the format 'shellcheck' has")]
    [InlineData(AnalyserFormat.Shellcheck, """{"comments":[{"file":"a.sh","line":99999999999,"endLine":1,"column":1,"endColumn":1,"level":"error","code":1,"message":"x"}]}""", 1, "not what the format")]
    [InlineData(AnalyserFormat.Shellcheck, """{"comments":[]}""", 2, "could not read everything")]
    [InlineData(AnalyserFormat.Eslint, """{"comments":[]}""", 0, "not what the format 'eslint' has")]
    [InlineData(AnalyserFormat.Eslint, """[{"filePath":"/x/a.js","messages":[{"ruleId":null,"fatal":true,"severity":2,"message":"Parsing error"}]}]""", 1, "could not read a.js: Parsing error")]
    [InlineData(AnalyserFormat.Lines, "Traceback (most recent call last):", 1, "is no finding")]
    [InlineData(AnalyserFormat.Lines, "", 3, "ended with 3")]
    public void What_does_not_fit_is_refused(AnalyserFormat format, string output, int exitCode, string said)
    {
        var (findings, problem) = AnalyserOutput.Read(format, Encoding.UTF8.GetBytes(output), exitCode);
        Assert.Empty(findings);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_without_end_is_refused() =>
        Assert.NotNull(AnalyserOutput.Read(AnalyserFormat.Sarif, Encoding.UTF8.GetBytes(new string('[', 100_000)), 0).Problem);

    private static IReadOnlyList<AnalyserFinding> Read(AnalyserFormat format, string output, int exitCode)
    {
        var (findings, problem) = AnalyserOutput.Read(format, Encoding.UTF8.GetBytes(output), exitCode);
        Assert.Null(problem);
        return findings;
    }
}
