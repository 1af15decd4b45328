using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Scanning;

/// <summary>The whole expression that a string literal is joined into: <c>"a" + b</c>, <c>"..." % x</c>, <c>"...".format(x)</c>, a template.</summary>
internal static class JoinedExpression
{
    private const int MaxTokens = 200;

    public static TokenRange Around(TokenSource source, int index)
    {
        var first = index;
        var last = index;
        if (source.Tokens[index].Kind == TokenKind.TemplateText)
        {
            while (first > 0 && index - first < MaxTokens && !(source.Tokens[first].Kind == TokenKind.TemplateOpen && source.Tokens.MatchOf(first) > index))
            {
                first--;
            }

            last = source.Tokens.MatchOf(first) > index ? source.Tokens.MatchOf(first) : index;
        }

        last = Forward(source, last);
        first = Backward(source, first);

        // A formatting call around the literal: String.format("...", x).
        if (source.Is(first - 1, "(") && source.IsName(first - 2) && Expressions.IsFormatCall(source.TextOf(first - 2)) && source.Tokens.MatchOf(first - 1) > last)
        {
            return new TokenRange(Qualified(source, first - 2), source.Tokens.MatchOf(first - 1));
        }

        return new TokenRange(first, last);
    }

    /// <summary>Where a name starts with what it is a member of: <c>fmt.Sprintf</c>.</summary>
    private static int Qualified(TokenSource source, int name)
    {
        while (source.TextOf(name - 1) is "." or "::" && source.IsName(name - 2))
        {
            name -= 2;
        }

        return name;
    }

    private static int Forward(TokenSource source, int last)
    {
        var limit = Math.Min(source.Tokens.Count, last + MaxTokens);
        for (var i = last + 1; i < limit; i++)
        {
            if (IsStop(source, i) || (source.Language.NewlineEndsStatement && source.Tokens[i].Line > source.Tokens[i - 1].Line && !source.ContinuesLine(i)))
            {
                break;
            }

            i = source.Tokens.MatchOf(i) > i ? source.Tokens.MatchOf(i) : i;
            last = Math.Min(i, source.Tokens.Count - 1);
        }

        return last;
    }

    private static int Backward(TokenSource source, int first)
    {
        for (var i = first - 1; i >= 0 && first - i < MaxTokens; i--)
        {
            var open = source.Tokens.MatchOf(i);
            if (open >= 0 && open < i && !source.Is(i, "}"))
            {
                i = open;
            }
            else if (IsStop(source, i) || source.Tokens[i].Kind == TokenKind.HoleClose ||
                source.TextOf(i) is "(" or "[" or "{" or "return" or "=>" or "+=" or ":=" or "in" or "await")
            {
                break;
            }
            else if (source.Language.NewlineEndsStatement && source.Tokens[i + 1].Line > source.Tokens[i].Line && !source.ContinuesLine(i + 1))
            {
                break;
            }

            first = i;
        }

        return first;
    }

    private static bool IsStop(TokenSource source, int i) =>
        source.Tokens[i].Kind is TokenKind.Barrier or TokenKind.HoleClose or TokenKind.HoleOpen ||
        source.TextOf(i) is "," or ";" or ")" or "]" or "}" or "=" or ":" or "?" or "==" or "!=" or "&&" or "{";
}
