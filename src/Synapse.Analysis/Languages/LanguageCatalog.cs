using System.Collections.Frozen;
using Synapse.Core.Languages;

namespace Synapse.Analysis.Languages;

/// <summary>The languages Synapse lexes. Everything else is <see cref="Text"/>: lines without structure.</summary>
internal static class LanguageCatalog
{
    private static readonly string[] CLoops = ["for", "while", "do"];
    private static readonly string[] CControl = ["if", "for", "while", "switch", "catch", "return", "do", "else", "foreach", "using", "lock", "fixed", "when", "sizeof", "typeof", "nameof", "await", "throw", "new", "synchronized", "try", "function", "with", "base", "this", "super", "select", "case"];
    private static readonly (string, string)[] CBlock = [("/*", "*/")];

    public static LanguageDefinition Text { get; } = new(SourceLanguages.Text, "Text");

    public static LanguageDefinition CSharp { get; } = new("csharp", "C#")
    {
        LineComments = ["//"],
        BlockComments = CBlock,
        CharLiterals = true,
        NameCharacters = "@",
        Strings =
        [
            new("$$\"\"\"", "\"\"\"", StringEscape.None, true, "{{", QuoteRun: true),
            new("$\"\"\"", "\"\"\"", StringEscape.None, true, "{", QuoteRun: true),
            new("\"\"\"", "\"\"\"", StringEscape.None, true, QuoteRun: true),
            new("$@\"", "\"", StringEscape.Doubled, true, "{", true),
            new("@$\"", "\"", StringEscape.Doubled, true, "{", true),
            new("$\"", "\"", StringEscape.Backslash, false, "{", true),
            new("@\"", "\"", StringEscape.Doubled, true),
            new("\"", "\""),
        ],
        LoopWords = ["for", "foreach", "while", "do"],
        BranchWords = ["if", "for", "foreach", "while", "case", "catch", "&&", "||", "?", "??", "when"],
        ControlWords = CControl,
        LoopCalls = ["ForEach", "Select", "Where", "SelectMany", "Any", "All"],
    };

    public static LanguageDefinition Java { get; } = new("java", "Java")
    {
        LineComments = ["//"],
        BlockComments = CBlock,
        CharLiterals = true,
        Strings = [new("\"\"\"", "\"\"\"", Multiline: true), new("\"", "\"")],
        LoopWords = CLoops,
        BranchWords = ["if", "for", "while", "case", "catch", "&&", "||", "?"],
        ControlWords = CControl,
        LoopCalls = ["forEach", "map", "flatMap", "filter", "peek"],
    };

    public static LanguageDefinition JavaScript { get; } = new("javascript", "JavaScript")
    {
        LineComments = ["//"],
        BlockComments = CBlock,
        NewlineEndsStatement = true,
        RegexLiterals = true,
        NameCharacters = "$#",
        Strings = [new("`", "`", Multiline: true, HoleOpen: "${"), new("\"", "\""), new("'", "'")],
        FunctionWords = ["function"],
        LoopWords = CLoops,
        BranchWords = ["if", "for", "while", "case", "catch", "&&", "||", "?", "??"],
        ControlWords = CControl,
        LoopCalls = ["forEach", "map", "flatMap", "filter", "reduce", "some", "every"],
    };

    public static LanguageDefinition TypeScript { get; } = JavaScript with
    {
        Id = "typescript",
        Name = "TypeScript",
        NameCharacters = "$#@",
    };

    public static LanguageDefinition Python { get; } = new("python", "Python")
    {
        LineComments = ["#"],
        Blocks = BlockStyle.Indentation,
        NewlineEndsStatement = true,
        Strings = PythonStrings(),
        FunctionWords = ["def"],
        LoopWords = ["for", "while"],
        BranchWords = ["if", "elif", "for", "while", "except", "and", "or", "case"],
        ControlWords = ["if", "elif", "for", "while", "with", "return", "not", "and", "or", "in", "except", "assert", "lambda", "yield", "await", "del", "raise", "print"],
    };

    public static LanguageDefinition Go { get; } = new("go", "Go")
    {
        LineComments = ["//"],
        BlockComments = CBlock,
        CharLiterals = true,
        NewlineEndsStatement = true,
        Strings = [new("`", "`", StringEscape.None, true), new("\"", "\"")],
        FunctionWords = ["func"],
        LoopWords = ["for"],
        BranchWords = ["if", "for", "case", "&&", "||"],
        ControlWords = ["if", "for", "switch", "select", "return", "go", "defer", "range", "case", "type", "struct", "interface", "map", "chan"],
    };

    public static LanguageDefinition Elixir { get; } = new("elixir", "Elixir")
    {
        LineComments = ["#"],
        Blocks = BlockStyle.DoEnd,
        NewlineEndsStatement = true,
        Sigils = true,
        NameCharacters = "?!@",
        Strings =
        [
            new("\"\"\"", "\"\"\"", Multiline: true, HoleOpen: "#{"),
            new("'''", "'''", Multiline: true, HoleOpen: "#{"),
            new("\"", "\"", Multiline: true, HoleOpen: "#{"),
            new("'", "'", HoleOpen: "#{"),
        ],
        FunctionWords = ["def", "defp", "defmacro", "defmacrop"],
        LoopWords = ["for"],
        BranchWords = ["if", "unless", "case", "cond", "->", "&&", "||", "and", "or", "rescue"],
        ControlWords = ["if", "unless", "case", "cond", "for", "with", "fn", "do", "end", "when", "receive", "try", "rescue", "quote"],
        LoopCalls = ["each", "map", "flat_map", "filter", "reduce", "reject", "map_reduce"],
    };

    public static IReadOnlyList<LanguageDefinition> All { get; } = [CSharp, Java, JavaScript, TypeScript, Python, Go, Elixir, Text];

    private static readonly FrozenDictionary<string, LanguageDefinition> ById = All.ToFrozenDictionary(l => l.Id, StringComparer.Ordinal);

    public static bool TryGet(string id, out LanguageDefinition language) => ById.TryGetValue(id, out language!);

    /// <summary>The pack file that holds a language's rules: TypeScript shares JavaScript's.</summary>
    public static string FamilyOf(string languageId) => languageId == "typescript" ? "javascript" : languageId;

    public static bool IsFamily(string name) => name == "any" || ById.ContainsKey(name);

    public static LanguageDefinition Detect(string path) => ById[SourceLanguages.Of(path)];

    private static StringForm[] PythonStrings()
    {
        string[] prefixes = ["", "r", "R", "b", "B", "u", "U", "f", "F", "t", "rb", "Rb", "rB", "RB", "br", "bR", "Br", "BR", "rf", "Rf", "rF", "RF", "fr", "fR", "Fr", "FR"];
        var forms = new List<StringForm>();
        foreach (var quote in new[] { "\"\"\"", "'''", "\"", "'" })
        {
            foreach (var prefix in prefixes)
            {
                var interpolated = prefix.Contains('f', StringComparison.OrdinalIgnoreCase) || prefix == "t";
                forms.Add(new(prefix + quote, quote, StringEscape.Backslash, quote.Length == 3, interpolated ? "{" : null, interpolated));
            }
        }

        return [.. forms];
    }
}
