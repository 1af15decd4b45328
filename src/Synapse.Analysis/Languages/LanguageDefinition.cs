namespace Synapse.Analysis.Languages;

internal enum BlockStyle
{
    Braces,
    Indentation,
    /// <summary><c>do ... end</c> as in Elixir and Ruby.</summary>
    DoEnd,
}

/// <summary>All the lexer and the structure reader know about a language: data, so that a new language is a new entry.</summary>
internal sealed record LanguageDefinition(string Id, string Name)
{
    public string[] FileNames { get; init; } = [];

    public string[] LineComments { get; init; } = [];

    public (string Open, string Close)[] BlockComments { get; init; } = [];

    public StringForm[] Strings { get; init; } = [];

    public BlockStyle Blocks { get; init; } = BlockStyle.Braces;

    /// <summary>True where the end of a line ends a statement unless it is visibly continued.</summary>
    public bool NewlineEndsStatement { get; init; }

    /// <summary>True where <c>/</c> can start a regular expression literal.</summary>
    public bool RegexLiterals { get; init; }

    /// <summary>True where <c>'</c> is a character or rune literal rather than a string.</summary>
    public bool CharLiterals { get; init; }

    /// <summary>True where <c>~x</c> with a delimiter is a sigil (Elixir).</summary>
    public bool Sigils { get; init; }

    public string[] FunctionWords { get; init; } = [];

    public string[] LoopWords { get; init; } = [];

    /// <summary>Words that add a path through a function, for cyclomatic complexity.</summary>
    public string[] BranchWords { get; init; } = [];

    /// <summary>Words that look like a call or a function header but are neither.</summary>
    public string[] ControlWords { get; init; } = [];

    /// <summary>Methods whose function argument runs once per element, so its body is a loop.</summary>
    public string[] LoopCalls { get; init; } = [];

    /// <summary>Extra characters that may be part of a name, such as <c>$</c> or <c>@</c>.</summary>
    public string NameCharacters { get; init; } = "";
}
