using System.Collections.Concurrent;
using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Lexing;

/// <summary>Look-up tables made once per language, so that the lexer asks one array per character.</summary>
internal sealed class LexerTables
{
    private static readonly ConcurrentDictionary<LanguageDefinition, LexerTables> Cache = new();

    private static readonly string[] Operators =
    [
        "===", "!==", "**=", "<<=", ">>=", "...", "??=", "&&=", "||=", "<=>",
        "=>", "->", "::", "?.", "!.", "&.", "==", "!=", "<=", ">=", "&&", "||", "??", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", ".=",
        "|>", "<>", ":=", "<-", "..", "**", "++", "--", "<<", "=~", "~>",
    ];

    private readonly StringForm[]?[] _strings = new StringForm[]?[128];
    private readonly bool[] _comment = new bool[128];
    private readonly byte[] _name = new byte[128];
    private readonly string[]?[] _operators = new string[]?[128];

    private LexerTables(LanguageDefinition language)
    {
        foreach (var group in language.Strings.GroupBy(f => f.Open[0]))
        {
            _strings[group.Key] = [.. group.OrderByDescending(f => f.Open.Length)];
        }

        foreach (var open in language.LineComments.Concat(language.BlockComments.Select(b => b.Open)))
        {
            _comment[open[0]] = true;
        }

        for (var c = 0; c < 128; c++)
        {
            var start = char.IsAsciiLetter((char)c) || c == '_' || language.NameCharacters.Contains((char)c);
            _name[c] = (byte)(start ? 3 : char.IsAsciiDigit((char)c) ? 2 : 0);
        }

        foreach (var group in Operators.GroupBy(o => o[0]))
        {
            _operators[group.Key] = [.. group.OrderByDescending(o => o.Length)];
        }
    }

    public static LexerTables For(LanguageDefinition language) => Cache.GetOrAdd(language, static l => new LexerTables(l));

    public bool CanStartComment(char c) => c < 128 && _comment[c];

    public bool IsNameStart(char c) => c < 128 ? (_name[c] & 1) != 0 : char.IsLetter(c);

    public bool IsNamePart(char c) => c < 128 ? (_name[c] & 2) != 0 : char.IsLetterOrDigit(c);

    public StringForm? StringAt(string text, int position, int end)
    {
        var c = text[position];
        if (c >= 128 || _strings[c] is not { } forms)
        {
            return null;
        }

        var rest = text.AsSpan(position, end - position);
        foreach (var form in forms)
        {
            if (rest.StartsWith(form.Open))
            {
                return form;
            }
        }

        return null;
    }

    public int OperatorLength(ReadOnlySpan<char> rest)
    {
        if (rest[0] < 128 && _operators[rest[0]] is { } candidates)
        {
            foreach (var candidate in candidates)
            {
                if (rest.StartsWith(candidate))
                {
                    return candidate.Length;
                }
            }
        }

        return 1;
    }
}
