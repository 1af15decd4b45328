using System.Collections.Frozen;
using Synapse.Core.Languages;

namespace Synapse.Analysis.Languages;

/// <summary>The languages Synapse lexes. Everything else is <see cref="Text"/>: lines without structure.</summary>
internal static class LanguageCatalog
{
    private static readonly string[] CLoops = ["for", "while", "do"];
    private static readonly string[] CControl = ["if", "for", "while", "switch", "catch", "return", "do", "else", "foreach", "using", "lock", "fixed", "when", "sizeof", "typeof", "nameof", "await", "throw", "new", "synchronized", "try", "function", "with", "base", "this", "super", "select", "case"];
    private static readonly (string, string)[] CBlock = [("/*", "*/")];
    private static readonly HoleForm[] Braces = [new("{")];
    private static readonly HoleForm[] DollarBraces = [new("${")];
    private static readonly HoleForm[] HashBraces = [new("#{")];

    public static LanguageDefinition Text { get; } = new(SourceLanguages.Text, "Text");

    public static LanguageDefinition CSharp { get; } = new("csharp", "C#")
    {
        LineComments = ["//"],
        BlockComments = CBlock,
        CharLiterals = true,
        NameCharacters = "@",
        Strings =
        [
            new("$$\"\"\"", "\"\"\"", StringEscape.None, true, [new("{{")], QuoteRun: true),
            new("$\"\"\"", "\"\"\"", StringEscape.None, true, Braces, QuoteRun: true),
            new("\"\"\"", "\"\"\"", StringEscape.None, true, QuoteRun: true),
            new("$@\"", "\"", StringEscape.Doubled, true, Braces, true),
            new("@$\"", "\"", StringEscape.Doubled, true, Braces, true),
            new("$\"", "\"", StringEscape.Backslash, false, Braces, true),
            new("@\"", "\"", StringEscape.Doubled, true),
            new("\"", "\""),
        ],
        LoopWords = ["for", "foreach", "while", "do"],
        BranchWords = ["if", "for", "foreach", "while", "case", "catch", "&&", "||", "?", "??", "when"],
        ControlWords = [.. CControl, "extension"],
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
        Strings = [new("`", "`", Multiline: true, Holes: DollarBraces), new("\"", "\""), new("'", "'")],
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
        BareConditions = true,
        ControlWords = ["if", "for", "switch", "select", "return", "go", "defer", "range", "case", "type", "struct", "interface", "map", "chan"],
    };

    public static LanguageDefinition Elixir { get; } = new("elixir", "Elixir")
    {
        LineComments = ["#"],
        Blocks = BlockStyle.DoEnd,
        NewlineEndsStatement = true,
        Sigil = '~',
        NameCharacters = "?!@",
        Strings =
        [
            new("\"\"\"", "\"\"\"", Multiline: true, Holes: HashBraces),
            new("'''", "'''", Multiline: true, Holes: HashBraces),
            new("\"", "\"", Multiline: true, Holes: HashBraces),
            new("'", "'", Holes: HashBraces),
        ],
        FunctionWords = ["def", "defp", "defmacro", "defmacrop"],
        LoopWords = ["for"],
        BranchWords = ["if", "unless", "case", "cond", "->", "&&", "||", "and", "or", "rescue"],
        ControlWords = ["if", "unless", "case", "cond", "for", "with", "fn", "do", "end", "when", "receive", "try", "rescue", "quote"],
        LoopCalls = ["each", "map", "flat_map", "filter", "reduce", "reject", "map_reduce"],
    };

    public static IReadOnlyList<LanguageDefinition> All { get; } =
    [
        CSharp, Java, JavaScript, TypeScript, Python, Go, Elixir,
        CurlyLanguages.Kotlin, CurlyLanguages.Scala, CurlyLanguages.Php, CurlyLanguages.C, CurlyLanguages.Cpp, CurlyLanguages.Rust, CurlyLanguages.Swift,
        ScriptLanguages.Ruby, ScriptLanguages.Shell, ScriptLanguages.PowerShell, ScriptLanguages.Sql,
        MarkupLanguages.Html, MarkupLanguages.Vue, MarkupLanguages.Yaml, MarkupLanguages.Json, MarkupLanguages.Xml,
        MarkupLanguages.Dockerfile, MarkupLanguages.Terraform, MarkupLanguages.Nginx, MarkupLanguages.Properties, Text,
    ];

    private static readonly FrozenDictionary<string, LanguageDefinition> ById = All.ToFrozenDictionary(l => l.Id, StringComparer.Ordinal);

    public static bool TryGet(string id, out LanguageDefinition language) => ById.TryGetValue(id, out language!);

    /// <summary>The pack files that hold a language's rules, by what their names start with: TypeScript shares JavaScript's, Kotlin and Scala see Java's.</summary>
    public static string[] FamiliesOf(string languageId) => languageId switch
    {
        "typescript" => ["javascript"],
        "kotlin" or "scala" => [languageId, "java"],
        "cpp" => ["cpp", "c"],
        "vue" => ["html", "javascript"],
        _ => [languageId],
    };

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
                forms.Add(new(prefix + quote, quote, StringEscape.Backslash, quote.Length == 3, interpolated ? Braces : null, interpolated));
            }
        }

        return [.. forms];
    }
}
