using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Tests.Lexing;

public sealed class LexerTests
{
    [Theory]
    [InlineData("csharp", "var s = \"a\\\"b\"; // c", "var|s|=|\"a\\\"b\"|;")]
    [InlineData("csharp", "x = @\"c:\\\" + y;", "x|=|@\"c:\\\"|+|y|;")]
    [InlineData("csharp", "x = \"\"\"a \"quoted\" b\"\"\";", "x|=|\"\"\"a \"quoted\" b\"\"\"|;")]
    [InlineData("csharp", "c = 'a'; d = '\\'';", "c|=|'a'|;|d|=|'\\''|;")]
    [InlineData("csharp", "a /* b */ c", "a|c")]
    [InlineData("python", "x = r'\\d' # y", "x|=|r'\\d'")]
    [InlineData("python", "x = '''a\n'b' c'''", "x|=|'''a\n'b' c'''")]
    [InlineData("javascript", "a = b / c / d", "a|=|b|/|c|/|d")]
    [InlineData("javascript", "a = /[/]\\/x/g.test(b)", "a|=|/[/]\\/x/g|.|test|(|b|)")]
    [InlineData("javascript", "f(a ?? b, c?.d)", "f|(|a|??|b|,|c|?.|d|)")]
    [InlineData("go", "s := `a\\`", "s|:=|`a\\`")]
    [InlineData("go", "r := '\\n'", "r|:=|'\\n'")]
    [InlineData("elixir", "x |> f(~r/a\\/b/i, :c)", "x||>|f|(|~r/a\\/b/|i|,|:|c|)")] // the flags of a sigil stay a name
    [InlineData("java", "String t = \"\"\"\n a \"b\"\n\"\"\";", "String|t|=|\"\"\"\n a \"b\"\n\"\"\"|;")]
    public void Tokens_are_what_the_language_says(string language, string code, string expected) =>
        Assert.Equal(expected, string.Join('|', Lex(language, code).Select(t => code.Substring(t.Start, t.Length))));

    [Theory]
    [InlineData("csharp", "$\"a {b} c\"")]
    [InlineData("csharp", "$@\"a {b} c\"")]
    [InlineData("csharp", "$\"\"\"a {b} c\"\"\"")]
    [InlineData("python", "f'a {b} c'")]
    [InlineData("javascript", "`a ${b} c`")]
    [InlineData("elixir", "\"a #{b} c\"")]
    public void An_interpolated_string_shows_its_holes_as_code(string language, string code) =>
        Assert.Equal(
            [TokenKind.TemplateOpen, TokenKind.TemplateText, TokenKind.HoleOpen, TokenKind.Name, TokenKind.HoleClose, TokenKind.TemplateText, TokenKind.TemplateClose],
            Lex(language, code).Select(t => t.Kind));

    [Theory]
    [InlineData("csharp", "$\"{{literal}}\"")]
    [InlineData("python", "f'{{literal}}'")]
    [InlineData("python", "'{x}'")]
    public void What_only_looks_like_a_hole_is_text(string language, string code) =>
        Assert.Equal([TokenKind.String], Lex(language, code).Select(t => t.Kind));

    [Theory]
    [InlineData("csharp", "a = \"open\nb = 1;")]
    [InlineData("javascript", "a = 'open\nb = 1;")]
    public void An_open_string_ends_with_its_line(string language, string code)
    {
        var tokens = Lexer.Run(Get(language), code);
        Assert.Contains(tokens.Tokens.ToArray(), t => t.Kind == TokenKind.Name && code.Substring(t.Start, t.Length) == "b" && t.Line == 1);
    }

    [Fact]
    public void A_hunk_that_starts_inside_a_comment_is_read_as_such()
    {
        const string Code = " half of it */ a\nnext\n";
        var tokens = Lexer.Run(LanguageCatalog.Java, Code, [0, 17]);
        Assert.Equal("a", Code.Substring(tokens[0].Start, tokens[0].Length));
        Assert.Equal(TokenKind.Barrier, tokens[1].Kind);
    }

    [Fact]
    public void Brackets_find_their_partners_and_strays_do_not_break_them()
    {
        const string Code = "f(a[1], { b: ) c }";
        var tokens = Lexer.Run(LanguageCatalog.JavaScript, Code);
        Assert.Equal(tokens.Count - 1 - 2, tokens.MatchOf(1));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Random_text_never_breaks_the_lexer(string id)
    {
        var random = new Random(7);
        const string Alphabet = "ab1\"'`$#{}()[]/*\\\n\r @~<>=+-.;:fr\0\uD800é";
        for (var i = 0; i < 400; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var tokens = Lexer.Run(Get(id), text);
            var end = 0;
            foreach (var token in tokens.Tokens)
            {
                Assert.True(token.Start >= end && token.End <= text.Length && token.Length >= 0);
                Assert.Equal(text.AsSpan(0, token.Start).Count('\n'), token.Line + (token.Kind is TokenKind.TemplateText ? text.AsSpan(0, token.Start).Count('\n') - token.Line : 0));
                end = token.Start;
            }
        }
    }

    public static TheoryData<string> Languages => [.. LanguageCatalog.All.Select(l => l.Id)];

    private static LanguageDefinition Get(string id) => LanguageCatalog.TryGet(id, out var language) ? language : throw new ArgumentException(id);

    private static List<Token> Lex(string language, string code) => [.. Lexer.Run(Get(language), code).Tokens.ToArray()];
}
