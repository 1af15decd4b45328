namespace Synapse.Analysis.Languages;

/// <summary>Languages whose functions have a word of their own and whose blocks have braces; and C.</summary>
internal static class CurlyLanguages
{
    private static readonly string[] Loops = ["for", "while", "do"];
    private static readonly (string, string)[] Block = [("/*", "*/")];
    private static readonly HoleForm[] Dollar = [new("${"), new("$", HoleForm.OneName, 1)];
    private static readonly HoleForm[] PhpHoles = [new("{$", '}', 1), new("${"), new("$", HoleForm.OneName, 0)];

    public static LanguageDefinition Kotlin { get; } = new("kotlin", "Kotlin")
    {
        LineComments = ["//"],
        BlockComments = Block,
        CharLiterals = true,
        NewlineEndsStatement = true,
        Strings = [new("\"\"\"", "\"\"\"", StringEscape.None, true, Dollar), new("\"", "\"", Holes: Dollar)],
        FunctionWords = ["fun", "constructor", "init"],
        FunctionsHaveWords = true,
        LoopWords = Loops,
        BranchWords = ["if", "for", "while", "when", "->", "catch", "&&", "||", "?:"],
        BlockWords = ["if", "else", "when", "try", "catch", "finally"],
        ControlWords = ["if", "for", "while", "when", "catch", "return", "do", "else", "throw", "try", "fun", "super", "this", "is", "in"],
        LoopCalls = ["forEach", "map", "flatMap", "filter", "onEach", "any", "all", "forEachIndexed", "mapNotNull"],
    };

    public static LanguageDefinition Scala { get; } = new("scala", "Scala")
    {
        LineComments = ["//"],
        BlockComments = Block,
        CharLiterals = true,
        NewlineEndsStatement = true,
        Strings = [.. ScalaStrings()],
        FunctionWords = ["def"],
        FunctionsHaveWords = true,
        LoopWords = Loops,
        BranchWords = ["if", "for", "while", "case", "catch", "&&", "||"],
        BlockWords = ["if", "else", "match", "try", "catch", "finally"],
        ControlWords = ["if", "for", "while", "match", "catch", "return", "do", "else", "throw", "try", "def", "new", "yield", "case", "super", "this"],
        LoopCalls = ["foreach", "map", "flatMap", "filter", "exists", "forall", "collect"],
    };

    public static LanguageDefinition Php { get; } = new("php", "PHP")
    {
        LineComments = ["//", "#"],
        BlockComments = Block,
        NameCharacters = "$",
        CodeInPages = true,
        Strings = [new("\"", "\"", Multiline: true, Holes: PhpHoles), new("'", "'", Multiline: true), new("`", "`", Multiline: true, Holes: PhpHoles)],
        Heredoc = "<<<",
        HeredocHoles = PhpHoles,
        FunctionWords = ["function"],
        FunctionsHaveWords = true,
        LoopWords = ["for", "foreach", "while", "do"],
        BranchWords = ["if", "elseif", "for", "foreach", "while", "case", "catch", "&&", "||", "and", "or", "?", "??"],
        BlockWords = ["if", "else", "elseif", "switch", "match", "try", "catch", "finally"],
        ControlWords = ["if", "elseif", "for", "foreach", "while", "switch", "match", "catch", "return", "do", "else", "throw", "new", "function", "fn", "use", "echo", "print", "isset", "empty", "array", "list"],
    };

    public static LanguageDefinition C { get; } = new("c", "C")
    {
        LineComments = ["//"],
        BlockComments = Block,
        CharLiterals = true,
        Strings = [new("\"", "\"")],
        LoopWords = Loops,
        BranchWords = ["if", "for", "while", "case", "&&", "||", "?"],
        BlockWords = ["if", "else", "switch"],
        ControlWords = ["if", "for", "while", "switch", "return", "do", "else", "sizeof", "case", "goto", "typeof", "defined"],
    };

    public static LanguageDefinition Cpp { get; } = C with
    {
        Id = "cpp",
        Name = "C++",
        Sigil = 'R',
        Strings = [new("@\"", "\""), new("\"", "\"")],
        BranchWords = ["if", "for", "while", "case", "catch", "&&", "||", "?"],
        BlockWords = ["if", "else", "switch", "try", "catch"],
        ControlWords = [.. C.ControlWords, "catch", "try", "throw", "new", "delete", "decltype", "alignof", "noexcept", "static_assert", "co_await", "co_return", "co_yield"],
    };

    public static LanguageDefinition Rust { get; } = new("rust", "Rust")
    {
        LineComments = ["//"],
        BlockComments = Block,
        CharLiterals = true,
        NameEnds = "!",
        Strings = [.. RustStrings()],
        FunctionWords = ["fn"],
        FunctionsHaveWords = true,
        BareConditions = true,
        LoopWords = ["for", "while", "loop"],
        BranchWords = ["if", "for", "while", "loop", "=>", "&&", "||"],
        BlockWords = ["if", "else", "match"],
        ControlWords = ["if", "for", "while", "loop", "match", "return", "else", "fn", "impl", "where", "move", "async", "await", "in", "let", "unsafe"],
        LoopCalls = ["for_each", "map", "flat_map", "filter", "any", "all", "filter_map"],
    };

    public static LanguageDefinition Swift { get; } = new("swift", "Swift")
    {
        LineComments = ["//"],
        BlockComments = Block,
        NewlineEndsStatement = true,
        NameCharacters = "@$",
        Strings =
        [
            new("#\"", "\"#", StringEscape.None, Holes: [new("\\#(", ')')]),
            new("\"\"\"", "\"\"\"", Multiline: true, Holes: [new("\\(", ')')]),
            new("\"", "\"", Holes: [new("\\(", ')')]),
        ],
        FunctionWords = ["func", "init"],
        FunctionsHaveWords = true,
        BareConditions = true,
        LoopWords = ["for", "while", "repeat"],
        BranchWords = ["if", "guard", "for", "while", "case", "catch", "&&", "||", "?", "??"],
        BlockWords = ["if", "else", "guard", "switch", "do", "catch"],
        ControlWords = ["if", "guard", "for", "while", "switch", "catch", "return", "do", "else", "throw", "try", "func", "super", "self", "case", "repeat"],
        LoopCalls = ["forEach", "map", "flatMap", "filter", "compactMap", "contains", "allSatisfy"],
    };

    private static IEnumerable<StringForm> ScalaStrings()
    {
        foreach (var prefix in new[] { "s", "f", "raw", "sql", "sqlu", "tsql", "html", "q" })
        {
            yield return new(prefix + "\"\"\"", "\"\"\"", StringEscape.None, true, Dollar);
            yield return new(prefix + "\"", "\"", Holes: Dollar);
        }

        yield return new("\"\"\"", "\"\"\"", StringEscape.None, true);
        yield return new("\"", "\"");
    }

    /// <summary>A name in braces is put in by the formatting macros; elsewhere a brace is text, and then hardly ever has a name alone.</summary>
    private static IEnumerable<StringForm> RustStrings()
    {
        HoleForm[] names = [new("{", HoleForm.NameInBraces)];
        foreach (var prefix in new[] { "", "b", "c" })
        {
            yield return new(prefix + "r##\"", "\"##", StringEscape.None, true);
            yield return new(prefix + "r#\"", "\"#", StringEscape.None, true, names);
            yield return new(prefix + "r\"", "\"", StringEscape.None, true, names);
            yield return new(prefix + "\"", "\"", Multiline: true, Holes: names);
        }
    }
}
