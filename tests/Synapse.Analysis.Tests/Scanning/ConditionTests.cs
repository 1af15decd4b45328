using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Tests.Scanning;

/// <summary>Conditions on blocks, loops and declared types, tried through a one-rule pack as an author would.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("csharp", "int x; void M() { f(x); }", "^int$", true)]
    [InlineData("csharp", "long x; void M() { f(x); }", "^int$", false)]
    [InlineData("csharp", "long x; void M(int x) { f(x); }", "^int$", true)]
    [InlineData("csharp", "void N(int x) { } void M(long x) { f(x); }", "^int$", false)]
    [InlineData("csharp", "void M() { var x = new List<int>(); f(x); }", @"^List<int>$", true)]
    [InlineData("csharp", "void M() { var x = new int[3]; f(x); }", @"^int\[\]$", true)]
    [InlineData("csharp", "void M() { var x = new List<int>().Count; f(x); }", "List", false)]
    [InlineData("csharp", "void M(Dictionary<string, List<int>> x) { f(x); }", @"^Dictionary<string,List<int>>$", true)]
    [InlineData("csharp", "private readonly System.Type x; void M() { f(this.x); }", @"^System\.Type$", true)]
    [InlineData("csharp", "void M() { f(\"a\"); }", "^string$", true)]
    [InlineData("csharp", "void M() { f(typeof(A)); }", "^Type$", true)]
    [InlineData("csharp", "void M() { f(x); }", ".", false)]
    [InlineData("csharp", "void M() { return x; } void N() { f(x); }", ".", false)]
    [InlineData("java", "void m(List<String> xs) { for (String x : xs) { f(x); } }", "^String$", true)]
    [InlineData("go", "func m(x sync.Mutex) {\n\tf(x)\n}", @"^sync\.Mutex$", true)]
    [InlineData("go", "func m(x *sync.Mutex) {\n\tf(x)\n}", @"^sync\.Mutex$", false)]
    [InlineData("go", "func m() {\n\tx := sync.Mutex{}\n\tf(x)\n}", @"^sync\.Mutex$", true)]
    [InlineData("go", "func m(x time.Duration) {\n\tg(f(x), f(x * time.Second))\n}", @"^time\.Duration$", true)]
    [InlineData("typescript", "function m(x: number) { f(x) }", "^number$", true)]
    public void A_type_is_what_the_file_declares(string language, string code, string type, bool expected) =>
        Check(language, $"pattern: 'f($X)'\n        where: {{ X: {{ type: '{type}' }} }}", code, expected);

    [Theory]
    [InlineData("class A { void M() { } void Dispose() { } }", true)]
    [InlineData("class A { void M() { } void Close() { Dispose(); } }", true)]
    [InlineData("class A { void M() { } } class B { void Dispose() { } }", false)]
    [InlineData("class A { class B { void Dispose() { } } void M() { } }", true)]
    public void A_block_is_what_the_match_opens(string code, bool expected)
    {
        Check("csharp", "pattern: 'class A {'\n        blockHas: ['\\bDispose\\b']", code, expected);
        Check("csharp", "pattern: 'class A {'\n        blockLacks: ['\\bDispose\\b']", code, !expected);
    }

    [Theory]
    [InlineData("followedBy", "f(1); g(2);", true)]
    [InlineData("followedBy", "g(2); f(1);", false)]
    [InlineData("notFollowedBy", "f(1); g(2);", false)]
    [InlineData("precededBy", "g(2); f(1);", true)]
    [InlineData("precededBy", "f(1); g(2);", false)]
    [InlineData("notPrecededBy", "g(2); f(1);", false)]
    [InlineData("notPrecededBy", "f(1); g(2);", true)]
    public void Neighbours_are_what_stands_before_and_behind(string condition, string code, bool expected) =>
        Check("csharp", $"pattern: 'f(...)'\n        {condition}: 'g\\('", code, expected);

    [Theory]
    [InlineData("class A { int f; void Dispose() { } }", true)]
    [InlineData("class A { int f; } class B { void Dispose() { } }", false)]
    [InlineData("class B { void Dispose() { } class A { int f; } }", false)]
    public void Or_the_one_it_stands_in(string code, bool expected) =>
        Check("csharp", "pattern: 'int f;'\n        blockHas: ['\\bDispose\\b']", code, expected);

    [Theory]
    [InlineData("for a in b:\n    f(1)\n    g(2)\nh(3)", "g", true)]
    [InlineData("for a in b:\n    f(1)\n    g(2)\nh(3)", "h", false)]
    [InlineData("def a():\n    g(2)\n    f(1)\n\n    x = 3\nh(3)", "g", true)]
    [InlineData("def a():\n    f(1)\n    if b:\n        g(2)\n", "g", true)]
    public void By_indentation_it_is_the_lines_further_in(string code, string word, bool expected) =>
        Check("python", $"pattern: 'f(...)'\n        blockHas: ['\\b{word}\\(']", code, expected);

    [Theory]
    [InlineData("- name: a\n  value: 1\n- name: b\n  other: 1", true)]
    [InlineData("- name: b\n  value: 1\n- name: a\n  other: 1", false)]
    [InlineData("- value: 1\n  name: a\n- name: b", true)]
    [InlineData("- other: 1\n  name: a\n- value: b", false)]
    [InlineData("x:\n  value: 1\nname: a", true)]
    [InlineData("value: 1\n---\nname: a", false)]
    public void In_data_it_is_the_item_of_the_list(string code, bool expected) =>
        Check("yaml", "regex: 'name: a'\n        keywords: [name]\n        blockHas: ['value:']", code, expected);

    [Theory]
    [InlineData("for { f(1) }", true)]
    [InlineData("for { if a { f(1) } }", true)]
    [InlineData("for { func() { f(1) }() }", false)]
    [InlineData("func() { for { f(1) } }()", true)]
    [InlineData("f(1)", false)]
    public void A_functions_own_loop_is_not_the_one_it_is_made_in(string body, bool expected) =>
        Check("go", "pattern: 'f(...)'\n        inside: [ownLoop]", "func m() {\n\t" + body + "\n}", expected);

    [Theory]
    [InlineData("if (a) { b(); c(1); } else { b(); c(1); }", true)]
    [InlineData("if (a) { b(); c(1); } else { b(); c(2); }", false)]
    [InlineData("if (a) { b(); } else c();", false)]
    public void Blocks_are_compared_as_text(string code, bool expected) =>
        Check("csharp", "pattern: 'if ($C) $A:block else $A:block'", code, expected);

    [Theory]
    [InlineData("csharp", "void M() { a();\n    f(1); }", true)]
    [InlineData("csharp", "void M() { if (b)\n    f(1); }", true)]
    [InlineData("csharp", "void M() { var x = b ?\n    f(1) : 2; }", false)]
    [InlineData("csharp", "int M() =>\n    f(1);", false)]
    [InlineData("go", "func m() {\n\ta()\n\tf(1)\n}", true)]
    [InlineData("go", "func m() {\n\tg(1,\n\tf(1))\n}", false)]
    public void A_line_that_starts_a_statement_continues_none(string language, string code, bool expected) =>
        Check(language, "pattern: 'f(1)'\n        startsStatement: true", code, expected);

    [Fact]
    public void An_expression_does_not_reach_over_the_call_before_it() =>
        Check("go", "pattern: '$X = append($Y, ...)'\n        where: { Y: { differs: X } }", "func m() {\n\tv := run(a)\n\tb = append(b, v)\n}", false);

    private static void Check(string language, string match, string code, bool expected)
    {
        var yaml = $$"""
            pack: test
            languages: [{{language}}]
            category: correctness
            rules:
              - id: x.test
                title: t
                severity: low
                confidence: 0.5
                match:
                  - {{match}}
                message: m
                recommendation: r
                examples: { match: [a, b], noMatch: [c, d] }
            """;
        var (rules, problems) = PackReader.Read("test.yaml", yaml);
        Assert.Empty(problems);
        var rule = rules[0] with { Examples = new RuleExamples(expected ? [new RuleExample(code)] : [], expected ? [] : [new RuleExample(code)]) };
        Assert.Empty(RuleExampleRunner.Problems(rule));
    }
}
