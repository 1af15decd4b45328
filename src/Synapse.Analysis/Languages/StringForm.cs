namespace Synapse.Analysis.Languages;

internal enum StringEscape
{
    None,
    Backslash,
    /// <summary>PowerShell.</summary>
    Backtick,
    /// <summary>The closing delimiter written twice stands for itself (C# verbatim strings, SQL).</summary>
    Doubled,
}

/// <summary>One way a language writes a string.</summary>
/// <param name="Open">The opening delimiter with its prefix, as written.</param>
/// <param name="Holes">How the form holds expressions; null when it holds none.</param>
/// <param name="DoubledHoleIsText">True where <c>{{</c> is a literal brace (C#, Python).</param>
/// <param name="QuoteRun">True for C# raw strings: a longer run of quotes opens and closes it.</param>
internal sealed record StringForm(
    string Open,
    string Close,
    StringEscape Escape = StringEscape.Backslash,
    bool Multiline = false,
    HoleForm[]? Holes = null,
    bool DoubledHoleIsText = false,
    bool QuoteRun = false)
{
    /// <summary>True where the close stands alone at the start of a line, as a here-document's does.</summary>
    public bool CloseOnOwnLine { get; init; }
}
