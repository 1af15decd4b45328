using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Rules;

/// <summary>One way a rule can match. <see cref="Keywords"/> are the words of which one must be in the text for it to be tried at all.</summary>
internal abstract record RuleMatch(IReadOnlyList<string> Keywords, MatchConditions Conditions);

/// <summary>A pattern over tokens.</summary>
internal sealed record PatternMatch(TokenPattern Pattern, IReadOnlyList<Constraint> Constraints, IReadOnlyList<string> Keywords, MatchConditions Conditions)
    : RuleMatch(Keywords, Conditions)
{
    public bool AsksFor(ExpressionKind kind) => Pattern.Nodes.Any(n => n.Expression == kind) || Constraints.Any(c => c.Kind == kind);
}

/// <summary>A string that is composed at run time and whose constant parts match <paramref name="Strings"/>.</summary>
internal sealed record BuiltStringMatch(LinearRegex Strings, IReadOnlyList<string> Keywords, MatchConditions Conditions)
    : RuleMatch(Keywords, Conditions)
{
    /// <summary>What makes the value in it harmless; null where nothing does.</summary>
    public LinearRegex? Clean { get; init; }
}

internal enum TextPart
{
    Any,
    Code,
    String,
    Comment,
}

/// <summary>A regular expression over one line, counted only where it starts in the named part of the code.</summary>
/// <param name="Group">The capture group that is reported, and masked for secrets.</param>
/// <param name="MinEntropyBits">Shannon entropy per character that the group must reach; 0 asks for none.</param>
internal sealed record RegexMatch(LinearRegex Regex, TextPart In, int Group, double MinEntropyBits, IReadOnlyList<string> Keywords, MatchConditions Conditions)
    : RuleMatch(Keywords, Conditions)
{
    /// <summary>What the group must also match, all of them.</summary>
    public IReadOnlyList<LinearRegex> GroupHas { get; init; } = [];

    /// <summary>What the group must not match, none of them.</summary>
    public IReadOnlyList<LinearRegex> GroupLacks { get; init; } = [];

    /// <summary>The list of well-known names of which the group must nearly be one; empty asks for none. See <see cref="PopularNames"/>.</summary>
    public string GroupNear { get; init; } = "";

    public bool Accepts(ReadOnlySpan<char> group)
    {
        if (GroupNear.Length > 0 && !PopularNames.IsNear(GroupNear, group))
        {
            return false;
        }

        foreach (var regex in GroupHas)
        {
            if (!regex.IsMatch(group))
            {
                return false;
            }
        }

        foreach (var regex in GroupLacks)
        {
            if (regex.IsMatch(group))
            {
                return false;
            }
        }

        return Entropy.Reaches(group, MinEntropyBits);
    }
}

internal enum MetricName
{
    CyclomaticComplexity,
    Nesting,
    FunctionLines,
    Parameters,
    /// <summary>1 when a changed line lies in a function that the request names as hot.</summary>
    HotFunctionChanged,
}

/// <summary>A measure of a function above a limit; <paramref name="Option"/> names the check option that sets the limit.</summary>
internal sealed record MetricMatch(MetricName Metric, string Option, int Limit, MatchConditions Conditions)
    : RuleMatch([], Conditions);

/// <summary>Where a match counts. Empty lists and nulls ask for nothing.</summary>
internal sealed record MatchConditions(
    IReadOnlyList<ScopeKind> Inside,
    IReadOnlyList<ScopeKind> NotInside,
    IReadOnlyList<string> FileHas,
    IReadOnlyList<string> FileLacks,
    IReadOnlyList<string> FunctionHas,
    IReadOnlyList<string> FunctionLacks,
    LinearRegex? LineHas,
    LinearRegex? LineLacks,
    LinearRegex? PathHas,
    LinearRegex? PathLacks)
{
    public static MatchConditions None { get; } = new([], [], [], [], [], [], null, null, null, null);

    /// <summary>What the block that the match opens, or else the one it stands in, must hold one of; see <see cref="Scanning.Blocks"/>.</summary>
    public IReadOnlyList<LinearRegex> BlockHas { get; init; } = [];

    /// <summary>What that block must hold none of.</summary>
    public IReadOnlyList<LinearRegex> BlockLacks { get; init; } = [];

    /// <summary>True when the line of the match must start a statement, not continue one.</summary>
    public bool StartsStatement { get; init; }

    /// <summary>True when a composed SQL text must have an open part where a value is due, not names and clauses alone; see <see cref="SqlHoles"/>.</summary>
    public bool SqlValue { get; init; }

    /// <summary>What must match in the text behind the match; see <see cref="Scanning.FileScanner"/>.</summary>
    public LinearRegex? FollowedBy { get; init; }

    /// <summary>What must not.</summary>
    public LinearRegex? NotFollowedBy { get; init; }

    /// <summary>What must match in the text before the match.</summary>
    public LinearRegex? PrecededBy { get; init; }

    /// <summary>What must not.</summary>
    public LinearRegex? NotPrecededBy { get; init; }

    /// <summary>What stands near a match that is as severe as its rule says; without it the finding is low, for the code may serve something harmless.</summary>
    public LinearRegex? Purpose { get; init; }

    public bool AsksForBlock => BlockHas.Count > 0 || BlockLacks.Count > 0;
}

/// <summary>What a metavariable of a pattern must satisfy besides its place.</summary>
/// <param name="From">What the value must come from; also looked for in what its names were assigned.</param>
/// <param name="Type">What the type must match that the file declares for it; an unknown type matches nothing.</param>
/// <param name="Differs">Another metavariable of the pattern, earlier in it, whose text must not be the same.</param>
/// <param name="Clean">What makes the value harmless, such as a conversion to a number; also looked for in what its names were assigned.</param>
internal sealed record Constraint(
    string Name,
    ExpressionKind? Kind,
    LinearRegex? Regex,
    LinearRegex? NotRegex,
    LinearRegex? Strings,
    LinearRegex? From,
    LinearRegex? Clean,
    LinearRegex? Type,
    string? Differs,
    long? Min,
    long? Max)
{
    /// <summary>What must be known of the memory of C and C++ that it is or points to; see <see cref="Flow.Memory.Words"/>.</summary>
    public LinearRegex? Memory { get; init; }

    /// <summary>Another metavariable of the pattern, whose memory has no room for so many bytes or for this text.</summary>
    public string? Overflows { get; init; }

    /// <summary>Another metavariable of the pattern, which has no element of this index.</summary>
    public string? Reaches { get; init; }

    /// <summary>Another metavariable of the pattern, which has fewer elements.</summary>
    public string? Passes { get; init; }

    /// <summary>What the text must not surely begin with, where values are followed.</summary>
    public LinearRegex? NotStarts { get; init; }

    /// <summary>True when it must be a regular expression that can take exponential time in an engine that backtracks.</summary>
    public bool Backtracks { get; init; }

    /// <summary>True where the name must not have been given its value in the round of the loop that the match stands in.</summary>
    public bool MadeOutsideLoop { get; init; }
}

internal enum ExpressionKind
{
    Any,
    /// <summary>A single name.</summary>
    Name,
    /// <summary>A single string literal without holes.</summary>
    String,
    Number,
    /// <summary>Only literals, or names that are constant in this file.</summary>
    Literal,
    /// <summary>Anything that is not a literal or a constant.</summary>
    Dynamic,
    /// <summary>A string composed at run time: interpolation, concatenation or formatting with a dynamic part.</summary>
    Built,
    /// <summary>Reads what the outside controls, by the pack's <c>sources</c>.</summary>
    Input,
    /// <summary>A block in braces.</summary>
    Block,
}
