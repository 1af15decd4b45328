using System.Text;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;
using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Tests.Rules.Mutation;

/// <summary>Writes code anew so that it means the same: other names, another order, other white space, more comments.</summary>
internal sealed class ExampleMutator(LanguageDefinition language, string code)
{
    private static readonly string[] Layout = ["csharp", "java", "javascript", "typescript", "go", "php", "kotlin", "scala", "swift", "rust", "c", "cpp", "python"];

    private readonly TokenList _tokens = Lexer.Run(language, code);

    private TokenSource Source => new(language, code, _tokens);

    /// <summary>Every name that the code itself declares gets a meaningless one; null where it declares none.</summary>
    public string? Renamed(Func<string, bool> mayRename)
    {
        var declared = new List<string>();
        if (SyntaxParser.Parse(Source) is { } root)
        {
            Declared(root, declared);
        }

        var names = declared.Distinct(StringComparer.Ordinal).Where(n => n.Length > 0 && char.IsAsciiLetter(n.TrimStart('$')[..1][0]) && mayRename(n)).ToList();
        if (names.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        var from = 0;
        for (var i = 0; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            var at = token.Kind == TokenKind.Name ? names.IndexOf(Source.TextOf(i).ToString()) : -1;
            if (at < 0 || IsMember(i) || Source.Is(i + 1, "=") && Source.Is(i - 1, "(") || (Source.Is(i + 1, "=") && Source.Is(i - 1, ",")) || Source.Is(i + 1, ":"))
            {
                continue;
            }

            text.Append(code, from, token.Start - from).Append(names[at].StartsWith('$') ? "$" : "").Append("zz").Append((char)('a' + (at % 26)));
            from = token.End;
        }

        return text.Append(code, from, code.Length - from).ToString();
    }

    /// <summary>The first two neighbours that may stand in either order change places; null where there are none.</summary>
    public string? Reordered()
    {
        if (SyntaxParser.Parse(Source) is not { } root)
        {
            return null;
        }

        foreach (var block in Blocks(root))
        {
            for (var i = 0; i + 1 < block.Statements.Count; i++)
            {
                var (a, b) = (block.Statements[i], block.Statements[i + 1]);
                if (MaySwap(a, b) && a.Last < b.First)
                {
                    var (first, second) = (Piece(a), Piece(b));
                    var between = code[EndOf(a).._tokens[b.First].Start];
                    return code[.._tokens[a.First].Start] + second + between + first + code[EndOf(b)..];
                }
            }
        }

        return null;
    }

    /// <summary>Comments on lines of their own, spaces inside of brackets and after commas.</summary>
    public string? Noisy()
    {
        if (language.LineComments.Length == 0 && language.BlockComments.Length == 0)
        {
            return null;
        }

        var comment = language.LineComments.Length > 0 ? language.LineComments[0] + " nothing to see" : $"{language.BlockComments[0].Open} nothing to see {language.BlockComments[0].Close}";
        var spaced = Layout.Contains(language.Id) ? Spaced() : code;
        return language.CodeInPages || language.Id is "html" or "vue" or "dockerfile" || HasLongStrings() ? spaced : $"{comment}\n\n{spaced}\n{comment}\n";
    }

    private bool HasLongStrings() => _tokens.Tokens.ToArray().Any(t => t.Kind is TokenKind.String or TokenKind.TemplateText && code.AsSpan(t.Start, t.Length).Contains('\n'));

    private string Spaced()
    {
        var text = new StringBuilder();
        var from = 0;
        for (var i = 0; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            text.Append(code, from, token.End - from);
            from = token.End;
            if (token.Kind == TokenKind.Punctuation && Source.TextOf(i) is "(" or "," && i + 1 < _tokens.Count && _tokens[i + 1].Line == token.Line)
            {
                text.Append(' ');
            }
        }

        return text.Append(code, from, code.Length - from).ToString();
    }

    private bool IsMember(int i) => Source.Is(i - 1, ".") || Source.Is(i - 1, "->") || Source.Is(i - 1, "::") || Source.Is(i - 1, "?.") || Source.Is(i - 1, "@");

    private string Piece(Node node) => code[_tokens[node.First].Start..EndOf(node)];

    private int EndOf(Node node) => Source.Is(node.Last + 1, ";") ? _tokens[node.Last + 1].End : _tokens[node.Last].End;

    /// <summary>Two functions or types, or two statements without a common name of which one does nothing but name a value.</summary>
    private bool MaySwap(Node a, Node b) => (a, b) switch
    {
        (FunctionNode or TypeNode, FunctionNode or TypeNode) => true,
        (FunctionNode or TypeNode or JumpNode or ImportNode or BlockNode or UnaryNode or TryNode, _) or (_, FunctionNode or TypeNode or JumpNode or ImportNode or BlockNode or UnaryNode or TryNode) => false,
        _ => (IsPlain(a) || IsPlain(b)) && !NamesOf(a).Overlaps(NamesOf(b)),
    };

    private static bool IsPlain(Node node) =>
        node is DeclareNode { Value: LiteralNode or NewNode or ListNode or NameNode or BinaryNode } or AssignNode { Value: LiteralNode or NewNode or ListNode or NameNode or BinaryNode, Target: NameNode };

    private HashSet<string> NamesOf(Node node) =>
        [.. Enumerable.Range(node.First, node.Last - node.First + 1).Where(Source.IsName).Select(i => Source.TextOf(i).ToString())];

    private IEnumerable<BlockNode> Blocks(Node node) => node switch
    {
        BlockNode block => block.Statements.SelectMany(Blocks).Prepend(block),
        FunctionNode function => Blocks(function.Body),
        TypeNode type when !NamesOf(type).Contains("enum") => Blocks(type.Body),
        IfNode choice => choice.Arms.SelectMany(a => Blocks(a.Body)),
        _ => [],
    };

    private static void Declared(Node node, List<string> names)
    {
        switch (node)
        {
            case BlockNode block:
                block.Statements.ToList().ForEach(s => Declared(s, names));
                break;
            case TypeNode type:
                Declared(type.Body, names);
                break;
            case FunctionNode function:
                names.AddRange(function.Parameters.Select(p => p.Name));
                Declared(function.Body, names);
                break;
            case DeclareNode { Target: NameNode name }:
                names.Add(name.Text);
                break;
            case AssignNode { Target: NameNode name, Operator: "=" or ":=" }:
                names.Add(name.Text);
                break;
            case IfNode choice:
                choice.Arms.ToList().ForEach(a => Declared(a.Body, names));
                break;
            case EachNode each:
                Declared(each.Body, names);
                break;
            case LoopNode loop:
                Declared(loop.Body, names);
                break;
            case TryNode attempt:
                Declared(attempt.Body, names);
                break;
        }
    }
}
