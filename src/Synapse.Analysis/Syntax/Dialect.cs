using System.Collections.Frozen;

namespace Synapse.Analysis.Syntax;

/// <summary>How a parameter or variable is written.</summary>
internal enum TypePlace
{
    /// <summary>No types: <c>x</c>.</summary>
    None,
    /// <summary><c>int x</c></summary>
    Before,
    /// <summary><c>x: int</c></summary>
    AfterColon,
    /// <summary><c>x int</c></summary>
    After,
}

/// <summary>What the parser has to know about a language besides its tokens.</summary>
internal sealed record Dialect(string Id)
{
    public TypePlace Types { get; init; }

    /// <summary>Conditions stand without parentheses, so a brace after an expression opens a block.</summary>
    public bool BareConditions { get; init; }

    public bool NewlineEnds { get; init; }

    /// <summary>A block in braces after a call is its last argument.</summary>
    public bool TrailingLambda { get; init; }

    /// <summary>A brace where a value is expected opens a map; elsewhere a lambda or a block.</summary>
    public bool BraceIsMap { get; init; }

    /// <summary>A dot joins strings (PHP).</summary>
    public bool DotJoins { get; init; }

    /// <summary>A call may stand without parentheses (Ruby).</summary>
    public bool CommandCalls { get; init; }

    public bool CaseFallsThrough { get; init; }

    public FrozenSet<string> FunctionWords { get; init; } = FrozenSet<string>.Empty;

    public FrozenSet<string> VariableWords { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Words that stand before a value and belong to it.</summary>
    public FrozenSet<string> PrefixWords { get; init; } = FrozenSet<string>.Empty;

    public FrozenSet<string> Modifiers { get; init; } = FrozenSet<string>.Empty;

    private static readonly FrozenSet<string> CModifiers = Words(
        "public private protected internal static final abstract override virtual sealed readonly unsafe extern partial export declare const volatile transient native strictfp " +
        "constexpr consteval inline register async default pub open suspend data lateinit companion implicit lazy mutating weak fileprivate required convenience case inner out actual expect " +
        "operator infix tailrec external explicit friend typename mutable local global synchronized event fixed ref params get set accessor unowned nonisolated isolated crate");

    private static readonly Dialect Braces = new("") { Modifiers = CModifiers };

    private static readonly FrozenDictionary<string, Dialect> ById = new Dialect[]
    {
        Braces with { Id = "csharp", PrefixWords = Words("await throw ref in params"), Types = TypePlace.Before, VariableWords = Words("var") },
        Braces with { Id = "java", PrefixWords = Words("throw yield"), Types = TypePlace.Before, VariableWords = Words("var"), CaseFallsThrough = true },
        Braces with { Id = "javascript", PrefixWords = Words("await typeof delete void yield throw"), NewlineEnds = true, BraceIsMap = true, CaseFallsThrough = true, FunctionWords = Words("function"), VariableWords = Words("var let const") },
        Braces with { Id = "typescript", PrefixWords = Words("await typeof delete void yield throw"), Types = TypePlace.AfterColon, NewlineEnds = true, BraceIsMap = true, CaseFallsThrough = true, FunctionWords = Words("function"), VariableWords = Words("var let const") },
        Braces with { Id = "go", PrefixWords = Words("defer"), Types = TypePlace.After, NewlineEnds = true, BareConditions = true, FunctionWords = Words("func"), VariableWords = Words("var const"), Modifiers = FrozenSet<string>.Empty },
        Braces with { Id = "php", PrefixWords = Words("yield throw clone print"), Types = TypePlace.Before, DotJoins = true, CaseFallsThrough = true, FunctionWords = Words("function fn") },
        Braces with { Id = "kotlin", PrefixWords = Words("throw"), Types = TypePlace.AfterColon, NewlineEnds = true, TrailingLambda = true, FunctionWords = Words("fun"), VariableWords = Words("val var") },
        Braces with { Id = "scala", PrefixWords = Words("throw"), Types = TypePlace.AfterColon, NewlineEnds = true, TrailingLambda = true, FunctionWords = Words("def"), VariableWords = Words("val var") },
        Braces with { Id = "swift", PrefixWords = Words("try await throw"), Types = TypePlace.AfterColon, NewlineEnds = true, BareConditions = true, TrailingLambda = true, FunctionWords = Words("func init"), VariableWords = Words("let var") },
        Braces with { Id = "rust", PrefixWords = Words("mut move unsafe"), Types = TypePlace.AfterColon, BareConditions = true, FunctionWords = Words("fn"), VariableWords = Words("let const static") },
        Braces with { Id = "c", Modifiers = Words("static const volatile extern inline register restrict"), PrefixWords = Words("sizeof"), Types = TypePlace.Before, CaseFallsThrough = true },
        Braces with { Id = "cpp", Modifiers = Words("public private protected virtual static const volatile extern inline register constexpr consteval constinit explicit friend typename mutable thread_local"), PrefixWords = Words("delete throw co_await sizeof"), Types = TypePlace.Before, CaseFallsThrough = true, VariableWords = Words("auto") },
        new("python") { PrefixWords = Words("not await yield raise"), Types = TypePlace.AfterColon, NewlineEnds = true, BraceIsMap = true, FunctionWords = Words("def"), Modifiers = Words("async") },
        new("ruby") { PrefixWords = Words("not yield raise defined"), NewlineEnds = true, BraceIsMap = true, CommandCalls = true, FunctionWords = Words("def") },
    }.ToFrozenDictionary(d => d.Id, StringComparer.Ordinal);

    /// <summary>Null for a language whose code is not parsed.</summary>
    public static Dialect? Of(string language) => ById.GetValueOrDefault(language);

    public static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
