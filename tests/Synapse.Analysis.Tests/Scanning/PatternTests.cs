using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Tests.Scanning;

/// <summary>The pattern notation, one meaning per line, tried through a one-rule pack as an author would.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("eval($X)", "eval(a)", true)]
    [InlineData("eval($X)", "eval( /* why */\n  a.b[0] )", true)]
    [InlineData("eval($X)", "evaluate(a)", false)]
    [InlineData("eval($X)", "eval()", false)]
    [InlineData("eval($X)", "eval(a, b)", false)]
    [InlineData("eval($X)", "// eval(a)", false)]
    [InlineData("eval($X)", "s = 'eval(a)'", false)]
    [InlineData("eval($X)", "s = `eval(a)`", false)]
    [InlineData("eval($X)", "s = `${eval(a)}`", true)]
    [InlineData("eval(...)", "eval()", true)]
    [InlineData("$DB.query($S:built ...)", "db.query('select ' + id, cb)", true)]
    [InlineData("$DB.query($S:built ...)", "db.query(`select ${id}`)", true)]
    [InlineData("$DB.query($S:built ...)", "const q = 'select ' + id;\ndb.query(q)", true)]
    [InlineData("$DB.query($S:built ...)", "db.query('select ' + 'x')", false)]
    [InlineData("$DB.query($S:built ...)", "db.query('select ' + TABLE)", false)]
    [InlineData("$DB.query($S:built ...)", "db.query('select ?', [id])", false)]
    [InlineData("f($X:literal)", "f('a')", true)]
    [InlineData("f($X:literal)", "f(a)", false)]
    [InlineData("f($X:dynamic)", "f(a)", true)]
    [InlineData("f($X:dynamic)", "f(1)", false)]
    [InlineData("f($X:input)", "f(req.query.id)", true)]
    [InlineData("f($X:input)", "const x = req.query.id;\nf(x)", true)]
    [InlineData("f($X:input)", "f(config.id)", false)]
    [InlineData("<get|post>($X)", "post(a)", true)]
    [InlineData("<get|post>($X)", "put(a)", false)]
    [InlineData("same($X, $X)", "same(a.b, a.b)", true)]
    [InlineData("same($X, $X)", "same(a.b, a.c)", false)]
    [InlineData("$X.same($X)", "b.same(b)", true)]
    [InlineData("of($X) { $X.add(", "of(b) { b.add(1) }", true)]
    [InlineData("of($X) { $X.add(", "of(b) { a.b.add(1) }", false)]
    [InlineData("$X.same($X)", "a.b.same(b)", false)]
    [InlineData("$X.same($X)", "a!.b.same(b)", false)]
    [InlineData("f(\"abc\")", "f('abc')", true)]
    [InlineData("f(\"abc\")", "f('abcd')", false)]
    [InlineData("f(\"...\")", "f('anything')", true)]
    [InlineData("f({ ... verify: false ... })", "f({ a: 1, verify: false, b: [2] })", true)]
    [InlineData("f({ ... verify: false ... })", "f({ verify: true })", false)]
    [InlineData("$A.b.c($X)", "x?.b.c(1)", true)]
    public void A_pattern_matches_what_it_says(string pattern, string code, bool expected)
    {
        var yaml = $$"""
            pack: test
            languages: [javascript]
            category: security
            sources: ['\breq\.query\b']
            rules:
              - id: js.test
                title: t
                severity: low
                confidence: 0.5
                match:
                  - pattern: '{{pattern.Replace("'", "''", StringComparison.Ordinal)}}'
                message: m
                recommendation: r
                examples: { match: [a, b], noMatch: [c, d] }
            """;
        var (rules, problems) = PackReader.Read("test.yaml", yaml);
        Assert.Empty(problems);
        var rule = rules[0] with { Examples = new RuleExamples(expected ? [new RuleExample(code)] : [], expected ? [] : [new RuleExample(code)]) };
        Assert.Empty(RuleExampleRunner.Problems(rule));
    }

    [Theory]
    [InlineData("match: [{ pattern: '... f(' }]", "starts with")]
    [InlineData("match: [{ pattern: 'f($X:wild)' }]", "kind of expression")]
    [InlineData("match: [{ pattern: '$X + $Y' }]", "keywords")]
    [InlineData("match: [{ regex: '(?=a)', keywords: [aa] }]", "linear time")]
    [InlineData("match: [{ regex: '(' , keywords: [aa] }]", "regular expression")]
    [InlineData("match: [{ regex: 'a' }]", "keywords")]
    [InlineData("match: [{ pattern: 'f($X)', where: { Y: { kind: name } } }]", "not a metavariable")]
    [InlineData("match: [{ pattern: 'f($X)', colour: red }]", "unknown key 'colour'")]
    [InlineData("match: [{ pattern: 'f($X)' }]\n    severity: grave", "severity")]
    [InlineData("match: [{ pattern: 'f($X)' }]\n    languages: [cobol]", "cobol")]
    public void A_bad_rule_is_refused_with_its_line_and_reason(string match, string reason)
    {
        var severity = match.Contains("severity", StringComparison.Ordinal) ? "" : "\n    severity: low";
        var languages = match.Contains("languages", StringComparison.Ordinal) ? "" : "languages: [javascript]\n";
        var yaml = $"pack: test\n{languages}category: security\nrules:\n  - id: js.test\n    title: t{severity}\n    confidence: 0.5\n    {match}\n    message: m\n    recommendation: r\n    examples: {{ match: [a, b], noMatch: [c, d] }}\n";
        var (rules, problems) = PackReader.Read("test.yaml", yaml);
        Assert.Empty(rules);
        Assert.Contains(problems, p => p.Message.Contains(reason, StringComparison.Ordinal) && p.Line > 0);
    }
}
