using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Structure;

/// <summary>Scopes of languages with braces.</summary>
internal static class BraceScopes
{
    /// <summary>How far a header may stand before its brace: return types, constraints, throws clauses.</summary>
    private const int MaxHeaderTokens = 40;

    public static IReadOnlyList<Scope> Read(TokenSource source)
    {
        var scopes = new List<Scope>();
        var taken = new HashSet<int>();
        for (var i = 0; i < source.Tokens.Count; i++)
        {
            if (source.Tokens[i].Kind == TokenKind.Name)
            {
                if (source.Is(i - 1, ".") && !source.IsLoopCall(i))
                {
                    continue;
                }

                Word(source, i, scopes, taken);
            }
            else if (source.Is(i, "{") && !taken.Contains(i))
            {
                Brace(source, i, scopes);
            }
        }

        return scopes;
    }

    private static void Word(TokenSource source, int i, List<Scope> scopes, HashSet<int> taken)
    {
        if (source.IsFunctionWord(i))
        {
            Function(source, i, scopes, taken);
        }
        else if (source.IsLoopCall(i))
        {
            LoopCall(source, i, scopes);
        }
        else if (source.IsLoopWord(i) || source.IsBlockWord(i))
        {
            Control(source, i, source.IsLoopWord(i) ? ScopeKind.Loop : ScopeKind.Branch, scopes, taken);
        }
    }

    private static void Control(TokenSource source, int i, ScopeKind kind, List<Scope> scopes, HashSet<int> taken)
    {
        var name = source.TextOf(i).ToString();
        var next = i + 1;
        if (source.Is(next, "await"))
        {
            next++;
        }

        if (source.Is(next, "(") && source.Tokens.MatchOf(next) > next && !source.Language.BareConditions)
        {
            next = source.Tokens.MatchOf(next) + 1;
        }
        else if (source.Language.BareConditions)
        {
            next = LastBraceOfLine(source, i);
        }

        if (source.Is(next, "{"))
        {
            taken.Add(next);
            scopes.Add(new Scope(kind, name, i, next, CloseOf(source, next)));
        }
        else if (kind == ScopeKind.Loop && next > i + 1 && next < source.Tokens.Count && !source.Language.BareConditions && !source.Is(next, ";"))
        {
            scopes.Add(new Scope(kind, name, i, next, source.StatementEnd(next)));
        }
    }

    private static int LastBraceOfLine(TokenSource source, int i)
    {
        var line = source.Tokens[i].Line;
        var found = -1;
        for (var k = i + 1; k < source.Tokens.Count && k < i + (4 * MaxHeaderTokens) && source.Tokens[k].Line == line; k++)
        {
            var match = source.Tokens.MatchOf(k);
            if (source.Is(k, "{") && (match < 0 || source.Tokens[match].Line > line))
            {
                return k;
            }

            found = source.Is(k, "{") ? k : found;
            k = match > k ? match : k;
        }

        return found;
    }

    private static void LoopCall(TokenSource source, int i, List<Scope> scopes)
    {
        var close = source.Tokens.MatchOf(i + 1);
        for (var k = i + 2; k < close && k < i + MaxHeaderTokens; k++)
        {
            if (source.Is(k, "=>") || source.Is(k, "->") || source.Is(k, "function"))
            {
                scopes.Add(new Scope(ScopeKind.Loop, source.TextOf(i).ToString(), i, k, close));
                return;
            }
        }
    }

    private static void Function(TokenSource source, int i, List<Scope> scopes, HashSet<int> taken)
    {
        if (source.Is(i, "constructor") && IsPrimary(source, i))
        {
            return;
        }

        var at = i + 1;
        if (source.Is(at, "(") && source.Language.Id == "go" && source.IsName(source.Tokens.MatchOf(at) + 1) && source.Tokens.MatchOf(at) > at)
        {
            at = source.Tokens.MatchOf(at) + 1;
        }

        if (source.Is(at, "*"))
        {
            at++;
        }

        at = AfterTypeParameters(source, at);
        while (source.IsName(at) && source.Is(at + 1, "."))
        {
            // An extension: fun String.shout().
            at += 2;
        }

        var named = source.IsName(at) ? at++ : source.TextOf(i) is "init" or "constructor" ? i : -1;
        var name = named >= 0 ? source.TextOf(named).ToString() : "";
        at = AfterTypeParameters(source, at);
        var parameters = source.Is(at, "(") ? source.CountParameters(at) : 0;
        var body = source.Is(at, "(") && source.Tokens.MatchOf(at) > at ? source.Tokens.MatchOf(at) + 1 : at;
        if (body == at && !(source.Language.FunctionsHaveWords || source.Language.Id == "shell"))
        {
            return;
        }

        body = BodyAfter(source, body, source.Tokens[i].Line);
        if (source.Is(body, "{") && taken.Add(body))
        {
            scopes.Add(new Scope(ScopeKind.Function, name, i, body, CloseOf(source, body), parameters));
        }
    }

    /// <summary>Kotlin's constructor in the head of a class: the braces behind it are the class.</summary>
    private static bool IsPrimary(TokenSource source, int constructor)
    {
        for (var k = constructor - 1; k >= 0 && k > constructor - MaxHeaderTokens && source.TextOf(k) is not ("{" or "}" or ";" or "="); k--)
        {
            if (source.Is(k, "class"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The index behind <c>[T]</c> or <c>&lt;T: Any&gt;</c>, or the same index where there is none.</summary>
    private static int AfterTypeParameters(TokenSource source, int at)
    {
        if (source.Is(at, "[") && source.Tokens.MatchOf(at) > at)
        {
            return source.Tokens.MatchOf(at) + 1;
        }

        var depth = 0;
        for (var k = at; source.Is(at, "<") && k < source.Tokens.Count && k < at + MaxHeaderTokens; k++)
        {
            depth += source.Is(k, "<") ? 1 : source.Is(k, ">") ? -1 : source.Is(k, ">>") ? -2 : 0;
            if (depth <= 0)
            {
                return k + 1;
            }
        }

        return at;
    }

    /// <summary>The brace of a function's body; where it has none (a declaration, an expression) the search ends before the next function.</summary>
    private static int BodyAfter(TokenSource source, int body, int line)
    {
        var limit = Math.Min(source.Tokens.Count, body + MaxHeaderTokens);
        while (body < limit && !source.Is(body, "{") && !source.Is(body, ";") && !source.Is(body, "}") &&
               !(source.Is(body, "=") && !source.Is(body + 1, "{")) && !(source.Tokens[body].Line > line && source.IsFunctionWord(body)))
        {
            var match = source.Tokens.MatchOf(body);
            body = match > body ? match + 1 : body + 1;
        }

        return body;
    }

    /// <summary>A brace that no keyword claimed: a method body, an arrow function's body or a plain block.</summary>
    private static void Brace(TokenSource source, int brace, List<Scope> scopes)
    {
        var close = CloseOf(source, brace);
        if (source.IsLoopName(brace - 1))
        {
            scopes.Add(new Scope(ScopeKind.Loop, source.TextOf(brace - 1).ToString(), brace - 1, brace, close));
            return;
        }

        if (source.Language.FunctionsHaveWords)
        {
            scopes.Add(new Scope(ScopeKind.Block, "", brace, brace, close));
            return;
        }

        if (source.Is(brace - 1, "=>") || source.Is(brace - 1, "->"))
        {
            scopes.Add(new Scope(ScopeKind.Function, "", brace - 1, brace, close, ArrowParameters(source, brace - 2)));
            return;
        }

        for (var k = brace - 1; k >= 0 && k > brace - MaxHeaderTokens; k--)
        {
            if (source.Is(k, ")") && source.Tokens.MatchOf(k) is > 0 and var open)
            {
                if (source.IsName(open - 1) && !source.IsControlWord(open - 1))
                {
                    if (IsCreated(source, open - 1) || source.Is(open - 2, "class") || source.Is(open - 2, "struct") || source.Is(open - 2, "record"))
                    {
                        break;
                    }

                    // The base class of a type with a primary constructor: class A(int x) : B(x).
                    if (source.Language.Id == "csharp" && source.Is(open - 2, ":"))
                    {
                        k = open;
                        continue;
                    }

                    // A block behind a call is none of its own function: Go says func before each.
                    if (source.Language.Id == "go" && !source.Is(open - 2, "func") && !(source.Is(open - 2, ")") && source.Is(source.Tokens.MatchOf(open - 2) - 1, "func")))
                    {
                        break;
                    }

                    scopes.Add(new Scope(ScopeKind.Function, source.TextOf(open - 1).ToString(), open - 1, brace, EndOf(source, open - 1, brace, close), source.CountParameters(open)));
                    return;
                }

                k = open;
            }
            else if (!MayStandInHeader(source, k))
            {
                break;
            }
        }

        scopes.Add(new Scope(ScopeKind.Block, "", brace, brace, close));
    }

    /// <summary>True for the type in <c>new A.B(...) { ... }</c>: an initialiser or an anonymous class, no function.</summary>
    private static bool IsCreated(TokenSource source, int name)
    {
        while (source.Is(name - 1, ".") && source.IsName(name - 2))
        {
            name -= 2;
        }

        return source.Is(name - 1, "new");
    }

    private static bool MayStandInHeader(TokenSource source, int k) =>
        // "where T : new()" stands in a header, "new T() { ... }" does not.
        (source.Is(k, "new") && (source.Is(k - 1, ":") || source.Is(k - 1, ","))) ||
        (source.IsName(k) && !(source.TextOf(k) is "class" or "struct" or "interface" or "enum" or "record" or "namespace" or "new" or "return")) ||
        source.TextOf(k) is "." or "," or "<" or ">" or ":" or "[" or "]" or "?" or "|" or "&" or "*" or ">>";

    private static int ArrowParameters(TokenSource source, int last) =>
        source.Is(last, ")") ? source.CountParameters(source.Tokens.MatchOf(last)) : 1;

    /// <summary>
    /// Where a function of C ends: alternatives of the preprocessor may open a brace twice, so a function that starts its line ends at the
    /// first brace that does.
    /// </summary>
    private static int EndOf(TokenSource source, int name, int brace, int close)
    {
        if (source.Language.Id is not ("c" or "cpp") || !IsOnUnindentedLine(source, name))
        {
            return close;
        }

        return source.UnindentedClose(brace, close) is >= 0 and var unindented ? unindented : close;
    }

    /// <summary>False too where the line is longer than any head of a function: looking for its start each time would cost the square of the text.</summary>
    private static bool IsOnUnindentedLine(TokenSource source, int token)
    {
        const int MaxHead = 1_000;
        var start = source.Tokens[token].Start;
        var from = Math.Max(0, start - MaxHead);
        var newline = source.Text.AsSpan(from, start - from).LastIndexOf('\n');
        return newline >= 0 ? !char.IsWhiteSpace(source.Text[from + newline + 1]) : from == 0 && !char.IsWhiteSpace(source.Text[0]);
    }

    private static int CloseOf(TokenSource source, int brace) =>
        source.Tokens.MatchOf(brace) is > 0 and var close ? close : source.Tokens.SegmentEnd(brace);
}
