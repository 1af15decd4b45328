using Synapse.Core;

namespace Synapse.Analysis.Languages;

internal enum BlockStyle
{
    Braces,
    Indentation,
    /// <summary><c>do ... end</c> as in Elixir.</summary>
    DoEnd,
    /// <summary>Many words open what <c>end</c> closes, as in Ruby.</summary>
    End,
    /// <summary>Markup and settings: no functions, no loops.</summary>
    None,
}

/// <summary>All the lexer and the structure reader know about a language: data, so that a new language is a new entry.</summary>
internal sealed record LanguageDefinition(string Id, string Name)
{
    /// <summary>Other languages whose rules apply here too: a page of Vue is HTML and JavaScript.</summary>
    public string[] RulesOf { get; init; } = [];

    public string[] LineComments { get; init; } = [];

    /// <summary>True where a comment sign inside a word is none: <c>${#list}</c>, <c>a#b</c>.</summary>
    public bool CommentsStartWords { get; init; }

    public (string Open, string Close)[] BlockComments { get; init; } = [];

    public StringForm[] Strings { get; init; } = [];

    public BlockStyle Blocks { get; init; } = BlockStyle.Braces;

    /// <summary>True where what is further in belongs to the line above it, though it is no block of code (YAML).</summary>
    public bool NestsByIndentation { get; init; }

    /// <summary>True where the end of a line ends a statement unless it is visibly continued.</summary>
    public bool NewlineEndsStatement { get; init; }

    /// <summary>True where <c>/</c> can start a regular expression literal.</summary>
    public bool RegexLiterals { get; init; }

    /// <summary>True where <c>'</c> is a character or rune literal rather than a string.</summary>
    public bool CharLiterals { get; init; }

    /// <summary>What starts a string whose delimiter is chosen: <c>~</c> (Elixir), <c>%</c> (Ruby), <c>R</c> (C++).</summary>
    public char Sigil { get; init; }

    /// <summary>The signs a here-document starts with (<c>&lt;&lt;&lt;</c>, <c>&lt;&lt;</c>), or null.</summary>
    public string? Heredoc { get; init; }

    /// <summary>Form of a string that a here-document has, for its holes.</summary>
    public HoleForm[] HeredocHoles { get; init; } = [];

    /// <summary>True where code stands between <c>&lt;?php</c> and <c>?&gt;</c> and all else is page text.</summary>
    public bool CodeInPages { get; init; }

    public string[] FunctionWords { get; init; } = [];

    /// <summary>True where every function is introduced by one of <see cref="FunctionWords"/>, so that <c>f(x) { }</c> is a call with a block.</summary>
    public bool FunctionsHaveWords { get; init; }

    /// <summary>Words that introduce a block which runs or does not.</summary>
    public string[] BlockWords { get; init; } = ["if", "else", "switch", "try", "catch", "finally", "select"];

    /// <summary>True where a condition stands without parentheses: <c>if x {</c>.</summary>
    public bool BareConditions { get; init; }

    public string[] LoopWords { get; init; } = [];

    /// <summary>Words that add a path through a function, for cyclomatic complexity.</summary>
    public string[] BranchWords { get; init; } = [];

    /// <summary>Words that look like a call or a function header but are neither.</summary>
    public string[] ControlWords { get; init; } = [];

    /// <summary>Methods whose function argument runs once per element, so its body is a loop.</summary>
    public string[] LoopCalls { get; init; } = [];

    /// <summary>Extra characters that may be part of a name, such as <c>$</c> or <c>@</c>.</summary>
    public string NameCharacters { get; init; } = "";

    /// <summary>Characters that may end a name, such as the <c>!</c> of a Rust macro.</summary>
    public string NameEnds { get; init; } = "";

    /// <summary>True where rules of these languages apply to this one.</summary>
    public bool Has(ValueList<string> languages)
    {
        foreach (var language in languages.AsSpan())
        {
            if (language == "*" || language == Id || RulesOf.Contains(language))
            {
                return true;
            }
        }

        return false;
    }
}
