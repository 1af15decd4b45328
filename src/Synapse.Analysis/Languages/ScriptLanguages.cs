namespace Synapse.Analysis.Languages;

/// <summary>Languages of scripts and consoles.</summary>
internal static class ScriptLanguages
{
    private static readonly HoleForm[] Hash = [new("#{")];

    private static readonly HoleForm[] ShellHoles =
    [
        new("$(", ')'), new("${"), new("$@", HoleForm.OneName, 1), new("$*", HoleForm.OneName, 1), new("$1", HoleForm.OneName, 1),
        new("$2", HoleForm.OneName, 1), new("$3", HoleForm.OneName, 1), new("$", HoleForm.OneName, 0),
    ];

    public static LanguageDefinition Ruby { get; } = new("ruby", "Ruby")
    {
        LineComments = ["#"],
        BlockComments = [("=begin", "=end")],
        Blocks = BlockStyle.End,
        NewlineEndsStatement = true,
        RegexLiterals = true,
        NameCharacters = "@$",
        NameEnds = "?!",
        Sigil = '%',
        Strings = [new("\"", "\"", Multiline: true, Holes: Hash), new("'", "'"), new("`", "`", Holes: Hash)],
        Heredoc = "<<",
        HeredocHoles = Hash,
        FunctionWords = ["def"],
        LoopWords = ["for", "while", "until", "loop"],
        BranchWords = ["if", "elsif", "unless", "while", "until", "for", "when", "rescue", "&&", "||", "and", "or", "?"],
        BlockWords = ["if", "unless", "case", "begin"],
        ControlWords = ["if", "elsif", "unless", "while", "until", "for", "case", "when", "return", "do", "end", "def", "class", "module", "begin", "rescue", "ensure", "yield", "and", "or", "not", "puts", "raise"],
        LoopCalls = ["each", "map", "flat_map", "select", "reject", "each_with_index", "each_with_object", "times", "find_each", "any?", "all?", "inject", "reduce", "collect"],
    };

    public static LanguageDefinition Shell { get; } = new("shell", "Shell")
    {
        LineComments = ["#"],
        CommentsStartWords = true,
        NewlineEndsStatement = true,
        NameCharacters = "$",
        Strings = [new("$'", "'", Multiline: true), new("\"", "\"", Multiline: true, Holes: ShellHoles), new("'", "'", StringEscape.None, true)],
        Heredoc = "<<",
        HeredocHoles = ShellHoles,
        FunctionWords = ["function"],
        LoopWords = ["for", "while", "until"],
        BranchWords = ["if", "elif", "for", "while", "until", "&&", "||", ";;"],
        ControlWords = ["if", "elif", "for", "while", "until", "case", "return", "do", "done", "then", "fi", "else", "in"],
    };

    public static LanguageDefinition PowerShell { get; } = new("powershell", "PowerShell")
    {
        LineComments = ["#"],
        BlockComments = [("<#", "#>")],
        CommentsStartWords = true,
        NewlineEndsStatement = true,
        NameCharacters = "$-",
        Strings =
        [
            new("@\"", "\"@", StringEscape.None, true, [new("$(", ')'), new("${"), new("$", HoleForm.OneName, 0)]),
            new("@'", "'@", StringEscape.None, true),
            new("\"", "\"", StringEscape.Backtick, true, [new("$(", ')'), new("${"), new("$", HoleForm.OneName, 0)]),
            new("'", "'", StringEscape.Doubled, true),
        ],
        FunctionWords = ["function", "filter"],
        FunctionsHaveWords = true,
        LoopWords = ["for", "foreach", "while", "do"],
        BranchWords = ["if", "elseif", "for", "foreach", "while", "catch"],
        BlockWords = ["if", "else", "elseif", "switch", "try", "catch", "finally"],
        ControlWords = ["if", "elseif", "for", "foreach", "while", "switch", "catch", "return", "do", "else", "throw", "try", "function", "param"],
    };

    public static LanguageDefinition Sql { get; } = new("sql", "SQL")
    {
        LineComments = ["--"],
        BlockComments = [("/*", "*/")],
        Blocks = BlockStyle.None,
        NameCharacters = "@#",
        Strings = [new("N'", "'", StringEscape.Doubled, true), new("'", "'", StringEscape.Doubled, true), new("\"", "\"", StringEscape.Doubled)],
    };
}
