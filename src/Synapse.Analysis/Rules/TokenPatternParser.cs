using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Rules;

/// <summary>Reads the pattern notation of <see cref="TokenPattern"/>.</summary>
internal static class TokenPatternParser
{
    /// <summary>Returns the pattern, or null with the reason in <paramref name="problem"/>.</summary>
    public static TokenPattern? Parse(string source, LanguageDefinition language, out string problem)
    {
        var nodes = new List<PatternNode>();
        var position = 0;
        problem = "";
        while (position < source.Length && problem.Length == 0)
        {
            if (char.IsWhiteSpace(source[position]))
            {
                position++;
            }
            else
            {
                nodes.Add(Next(source, ref position, language, ref problem));
            }
        }

        if (problem.Length > 0)
        {
            return null;
        }

        var anchor = nodes.FindIndex(n => n.Kind is not (NodeKind.Meta or NodeKind.Ellipsis));
        if (anchor is < 0 or > 1 || (anchor == 1 && nodes[0].Kind == NodeKind.Ellipsis))
        {
            problem = "a pattern starts with a word or sign, or with one metavariable followed by one";
            return null;
        }

        return new TokenPattern(source, nodes, anchor);
    }

    private static PatternNode Next(string source, ref int position, LanguageDefinition language, ref string problem)
    {
        var rest = source.AsSpan(position);
        if (rest.StartsWith(TokenPattern.AcrossStatements))
        {
            position += TokenPattern.AcrossStatements.Length;
            return Node(NodeKind.Ellipsis, TokenPattern.AcrossStatements);
        }

        if (rest.StartsWith("..."))
        {
            position += 3;
            return Node(NodeKind.Ellipsis, "...");
        }

        if (rest[0] == '$' && rest.Length > 1 && (char.IsAsciiLetterUpper(rest[1]) || rest[1] == '_'))
        {
            return Meta(source, ref position, ref problem);
        }

        if (rest[0] == '<' && rest.Length > 1 && (char.IsAsciiLetter(rest[1]) || rest[1] is '~' or '_') && rest.IndexOf('>') is > 1 and var close && !rest[..close].Contains(' '))
        {
            var body = rest[1..close].ToString();
            position += close + 1;
            if (body[0] != '~')
            {
                return Node(NodeKind.OneOf, body, options: body.Split('|'));
            }

            return Node(NodeKind.NameRegex, body[1..], regex: new LinearRegex("^(?:" + body[1..] + ")$"));
        }

        var token = Lexer.Run(language, source[position..]) is { Count: > 0 } list ? list[0] : default;
        var text = source.Substring(position + token.Start, Math.Max(token.Length, 1));
        position += token.Start + text.Length;
        if (token.Kind == TokenKind.String)
        {
            var content = LiteralText.Of(text);
            return content == "..." ? Node(NodeKind.AnyString, content) : Node(NodeKind.ExactString, content);
        }

        return Node(NodeKind.Exact, text);
    }

    private static PatternNode Meta(string source, ref int position, ref string problem)
    {
        var start = ++position;
        while (position < source.Length && (char.IsAsciiLetterOrDigit(source[position]) || source[position] == '_'))
        {
            position++;
        }

        var name = source[start..position];
        var kind = ExpressionKind.Any;
        if (position + 1 < source.Length && source[position] == ':' && char.IsAsciiLetterLower(source[position + 1]))
        {
            start = ++position;
            while (position < source.Length && char.IsAsciiLetterLower(source[position]))
            {
                position++;
            }

            if (!Enum.TryParse(source[start..position], ignoreCase: true, out kind))
            {
                problem = $"'{source[start..position]}' is not a kind of expression; use name, string, number, literal, dynamic, built or input";
            }
        }

        return new PatternNode(NodeKind.Meta, name, 0, [], null, kind);
    }

    private static PatternNode Node(NodeKind kind, string text, string[]? options = null, LinearRegex? regex = null) =>
        new(kind, text, TokenList.HashOf(text), options ?? [], regex, ExpressionKind.Any);
}
