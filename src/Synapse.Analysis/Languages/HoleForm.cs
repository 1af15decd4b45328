namespace Synapse.Analysis.Languages;

/// <summary>One way a string holds an expression.</summary>
/// <param name="Open">What starts it.</param>
/// <param name="Close">What ends it: a brace or a parenthesis; <see cref="OneName"/> where it is a name alone: <c>$name</c>, <c>$a[0]</c>, <c>$this->x</c>.</param>
/// <param name="Sign">How many characters of <paramref name="Open"/> are no part of the expression: one of PHP's <c>{$x}</c>, none of its <c>$x</c>.</param>
internal sealed record HoleForm(string Open, char Close, int Sign)
{
    /// <summary>The expression is a name.</summary>
    public const char OneName = '\0';

    /// <summary>The expression is a name and stands in braces, and what follows a colon says how to write it (Rust).</summary>
    public const char NameInBraces = ':';

    public HoleForm(string open, char close = '}')
        : this(open, close, open.Length)
    {
    }
}
