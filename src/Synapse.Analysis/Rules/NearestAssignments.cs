using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Rules;

/// <summary>Where names were given their values, by the tokens alone: for code that is not parsed, or was not met.</summary>
internal sealed class NearestAssignments(TokenSource source, ScopeIndex scopes)
{
    private const int MaxBackwardTokens = 600;
    private const int MaxStatementTokens = 400;

    private readonly Dictionary<int, int[]> _assignments = [];
    private readonly Dictionary<int, TokenRange> _known = [];
    private readonly Dictionary<int, int> _ends = [];
    private bool _indexed;

    /// <summary>What the name at <paramref name="index"/> was assigned last above it in the same function; empty when unknown.</summary>
    public TokenRange Of(int index) => _known.TryGetValue(index, out var known) ? known : _known[index] = Find(index);

    private TokenRange Find(int index)
    {
        if (!_indexed)
        {
            IndexAssignments();
        }

        if (!_assignments.TryGetValue(source.Tokens[index].Hash, out var places))
        {
            return new TokenRange(0, -1);
        }

        var floor = scopes.FunctionAt(index)?.First ?? Math.Max(0, index - MaxBackwardTokens);
        var at = Array.BinarySearch(places, index);
        var found = -1;
        for (var i = (at >= 0 ? at : ~at) - 1; i >= 0 && found < 0 && (places[i] >= floor || places.Length == 1); i--)
        {
            // One assignment in the file, outside of functions, is a constant of the file.
            var reaches = places[i] >= floor || scopes.FunctionAt(places[i]) is null;
            found = reaches && StatementLast(places[i]) < index ? places[i] : found;
        }

        return found < 0 ? new TokenRange(0, -1) : new TokenRange(AfterAssign(found), StatementLast(found));
    }

    private int AfterAssign(int name)
    {
        var i = name + 1;
        while (!source.Is(i, "=") && !source.Is(i, ":=") && !source.Is(i, "+=") && !source.Is(i, ".="))
        {
            i++;
        }

        return i + 1;
    }

    private int StatementLast(int name) => _ends.TryGetValue(name, out var known) ? known : _ends[name] = FindLast(name);

    private int FindLast(int name)
    {
        var i = AfterAssign(name);
        var line = i < source.Tokens.Count ? source.Tokens[i].Line : 0;
        var limit = Math.Min(source.Tokens.Count, i + MaxStatementTokens);
        for (; i < limit; i++)
        {
            var token = source.Tokens[i];
            if (token.Kind == TokenKind.Barrier || (token.Kind == TokenKind.Punctuation && source.TextOf(i) is ";" or ")" or "]" or "}" or ","))
            {
                break;
            }

            if (source.Language.NewlineEndsStatement && token.Line > line && !source.ContinuesLine(i))
            {
                break;
            }

            var match = source.Tokens.MatchOf(i);
            i = match > i ? match : i;
            line = source.Tokens[i].Line;
        }

        return i - 1;
    }

    private void IndexAssignments()
    {
        _indexed = true;
        var found = new Dictionary<int, List<int>>();
        for (var i = 0; i + 2 < source.Tokens.Count; i++)
        {
            if (!source.IsName(i) || IsMember(i))
            {
                continue;
            }

            var next = i + 1;
            if (source.Is(next, ":") && source.Language.Id is "typescript" or "python" && source.IsName(next + 1))
            {
                next += 2;
            }

            if (source.Is(next, "=") || source.Is(next, ":=") || source.Is(next, "+=") || source.Is(next, ".="))
            {
                if (!found.TryGetValue(source.Tokens[i].Hash, out var places))
                {
                    found[source.Tokens[i].Hash] = places = [];
                }

                places.Add(i);
            }
        }

        foreach (var (hash, places) in found)
        {
            _assignments[hash] = [.. places];
        }
    }

    /// <summary>True for the name of a member; in PHP the point joins strings and an arrow names members.</summary>
    public bool IsMember(int i) => source.Is(i - 1, source.Language.CodeInPages ? "->" : ".");
}
