using System.Text;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// A text in which what was imported under another name, or as a bare member, goes by the name that the rules know:
/// <c>from subprocess import run as r; r(x)</c> is read as <c>subprocess.run(x)</c>. Lines stay lines; what is found is given back in places of the
/// text as written.
/// </summary>
internal sealed class CanonicalText
{
    private readonly ReviewedText _original;
    private readonly List<Change> _changes;

    private CanonicalText(ReviewedText original, TextStructure structure, List<Change> changes)
    {
        (_original, Structure, _changes) = (original, structure, changes);
        var text = new StringBuilder(original.Text.Length + (changes.Count * 16));
        var at = 0;
        foreach (var change in changes)
        {
            text.Append(original.Text.AsSpan(at, change.Start - at)).Append(change.Name);
            at = change.Start + change.Length;
        }

        Text = original.With(text.Append(original.Text.AsSpan(at)).ToString(), Forward);
    }

    public ReviewedText Text { get; }

    /// <summary>The structure of the text as written.</summary>
    public TextStructure Structure { get; }

    /// <summary>The text in the names that the rules know; null where it has no others.</summary>
    public static CanonicalText? Of(ReviewedText text, RuleSet rules)
    {
        var imports = Imports.Of(text.Language, text.Text).ToList();
        var names = imports.Count > 0 ? NamesFor(imports, rules.Names) : [];
        if (names.Count == 0)
        {
            return null;
        }

        var structure = new TextStructure(text);
        var changes = Changes(structure, names, imports);
        return changes.Count > 0 ? new CanonicalText(text, structure, changes) : null;
    }

    /// <summary>A match in places of the text as written.</summary>
    public RawMatch Back(RawMatch match) => match with
    {
        Start = Back(match.Start, isEnd: false),
        End = Back(match.End, isEnd: true),
        MaskStart = match.MaskStart < 0 ? match.MaskStart : Back(match.MaskStart, isEnd: false),
        MaskEnd = match.MaskEnd < 0 ? match.MaskEnd : Back(match.MaskEnd, isEnd: true),
        Path = [.. match.Path.Select(p => (Back(p.Start, isEnd: false), Back(p.End, isEnd: true)))],
    };

    /// <summary>What each local name stands for. A name of a module that the rules use themselves stays (<c>ET</c>), and so does what they know nothing of.</summary>
    private static Dictionary<string, string> NamesFor(List<ImportedName> imports, KnownNames known)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var import in imports)
        {
            if (import.Name == ImportedName.All)
            {
                foreach (var member in known.MembersOf(import.Module))
                {
                    names.TryAdd(member, $"{import.Module}.{member}");
                }
            }
            else if (import.Module.Length > 0 && known.HasMember(import.Module, import.Name))
            {
                names[import.Local] = $"{import.Module}.{import.Name}";
            }
            else if (import.IsRenamed && (import.Module.Length > 0 || !known.Has(import.Local)) && known.Has(Last(import.Name)))
            {
                names[import.Local] = import.Name;
            }
        }

        foreach (var (local, name) in names.ToList())
        {
            names[local] = names.GetValueOrDefault(name, name);
        }

        return names;
    }

    private static List<Change> Changes(TextStructure structure, Dictionary<string, string> names, List<ImportedName> imports)
    {
        var (source, tokens) = (structure.Source, structure.Tokens);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var owned = new HashSet<string>(StringComparer.Ordinal);
        var changes = new List<Change>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.Name || !lookup.TryGetValue(source.TextOf(i), out var local, out var name) || IsMember(source, i) || imports.Exists(m => m.Start <= tokens[i].Start && tokens[i].Start < m.End))
            {
                continue;
            }

            if (IsDeclared(source, i))
            {
                owned.Add(local);
            }
            else if (source.Is(i + 1, "(") || source.TextOf(i + 1) is "." or "::" or "[" || source.Is(i - 1, "new"))
            {
                changes.Add(new Change(tokens[i].Start, tokens[i].Length, name, local));
            }
        }

        changes.RemoveAll(c => owned.Contains(c.Local));
        return changes;
    }

    private static bool IsMember(TokenSource source, int i) => source.TextOf(i - 1) is "." or "?." or "->" or "::" or "&.";

    /// <summary>True where the file makes something of this name itself: a function, a variable, a method.</summary>
    private static bool IsDeclared(TokenSource source, int i) =>
        source.TextOf(i - 1) is "def" or "function" or "func" or "fun" or "fn" or "class" or "void" or "var" or "let" or "const" or "val" ||
        (source.IsName(i - 1) && source.Tokens[i - 1].Line == source.Tokens[i].Line && source.Is(i + 1, "(") && source.TextOf(i - 1) is not ("return" or "new" or "await" or "throw" or "in" or "and" or "or" or "not" or "if" or "else" or "yield" or "case" or "go" or "defer" or "when" or "is" or "lambda" or "assert" or "print" or "raise" or "elif" or "while" or "echo" or "of" or "typeof" or "async" or "do" or "then" or "unless" or "with")) ||
        (source.TextOf(i + 1) is "=" or ":=" && source.TextOf(i - 1) is not ("," or "("));

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    private int Forward(int offset)
    {
        var shift = 0;
        foreach (var change in _changes.TakeWhile(c => c.Start + c.Length <= offset))
        {
            shift += change.Name.Length - change.Length;
        }

        return offset + shift;
    }

    private int Back(int offset, bool isEnd)
    {
        var shift = 0;
        foreach (var change in _changes)
        {
            var start = change.Start + shift;
            if (offset <= start)
            {
                break;
            }

            if (offset < start + change.Name.Length)
            {
                return isEnd ? change.Start + change.Length : change.Start;
            }

            shift += change.Name.Length - change.Length;
        }

        return Math.Min(offset - shift, _original.Text.Length);
    }

    /// <summary>A local name at a place, and the name in its place.</summary>
    private sealed record Change(int Start, int Length, string Name, string Local);
}
