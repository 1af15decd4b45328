using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Syntax;

/// <summary>Which names an import brings in, and the path each stands for.</summary>
internal static class ImportReader
{
    public static IReadOnlyList<(string Alias, string Path)> Names(TokenSource source, int start, int end) => source.Language.Id switch
    {
        "javascript" or "typescript" => Script(source, start, end),
        "go" => Go(source, start, end),
        _ => Dotted(source, start, end),
    };

    /// <summary><c>import a, { b as c } from "m"</c></summary>
    private static List<(string, string)> Script(TokenSource source, int start, int end)
    {
        var names = new List<(string, string)>();
        var module = "";
        for (var i = start; i < end; i++)
        {
            module = source.Tokens[i].Kind == TokenKind.String ? LiteralText.Of(source.TextOf(i).ToString()) : module;
        }

        for (var i = start; i < end && module.Length > 0; i++)
        {
            if (!source.IsName(i) || source.TextOf(i) is "from" or "as" or "type")
            {
                continue;
            }

            var original = source.TextOf(i).ToString();
            var isDefault = i == start || source.Is(i - 1, "*") || source.Is(i - 2, "*");
            if (source.Is(i + 1, "as") && source.IsName(i + 2))
            {
                i += 2;
            }

            names.Add((source.TextOf(i).ToString(), isDefault ? module : module + "." + original));
        }

        return names;
    }

    /// <summary><c>import ( "a/b"; c "d/e" )</c>: a package goes by the last part of its path.</summary>
    private static List<(string, string)> Go(TokenSource source, int start, int end)
    {
        var names = new List<(string, string)>();
        for (var i = start; i < end; i++)
        {
            if (source.Tokens[i].Kind == TokenKind.String)
            {
                var path = LiteralText.Of(source.TextOf(i).ToString());
                var last = path[(path.LastIndexOf('/') + 1)..];
                names.Add((source.IsName(i - 1) && i - 1 >= start ? source.TextOf(i - 1).ToString() : last, last));
            }
        }

        return names;
    }

    /// <summary><c>a.b.C</c>, <c>X = a.b.C</c>, <c>a.b.C as X</c>, <c>A\B\C</c></summary>
    private static List<(string, string)> Dotted(TokenSource source, int start, int end)
    {
        var path = new List<string>();
        var alias = "";
        for (var i = start; i < end; i++)
        {
            if (source.Is(i + 1, "=") && source.IsName(i))
            {
                alias = source.TextOf(i).ToString();
            }
            else if (source.Is(i, "as") && source.IsName(i + 1))
            {
                alias = source.TextOf(++i).ToString();
            }
            else if (source.IsName(i) && source.TextOf(i) is not ("static" or "function" or "const"))
            {
                path.Add(source.TextOf(i).ToString());
            }
        }

        return path.Count == 0 ? [] : [(alias.Length > 0 ? alias : path[^1], string.Join('.', path))];
    }
}
