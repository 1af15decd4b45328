using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Tests.Lexing;

public sealed class LanguageLexingTests
{
    [Theory]
    [InlineData("kotlin", "val s = \"\"\"a \"b\" \\n\"\"\" // c", "val|s|=|\"\"\"a \"b\" \\n\"\"\"")]
    [InlineData("scala", "val c = 'x'; def f = raw", "val|c|=|'x'|;|def|f|=|raw")]
    [InlineData("php", "$a = 'it\\'s'; # c\n$b .= 1; // d ?> e", "$a|=|'it\\'s'|;|$b|.=|1|;|?>| e")]
    [InlineData("php", "<b>don't</b><?= $x ?> and \"<?php f(); ?>", "<b>don't</b>|<?=|$x|?>| and \"|<?php|f|(|)|;|?>")]
    [InlineData("php", "#[Route(\"/a\")] f", "#|[|Route|(|\"/a\"|)|]|f")]
    [InlineData("php", "$x = <<<'SQL'\n  a 'b'\n  SQL;\nf();", "$x|=|<<<'SQL'|\n  a 'b'\n  |SQL|;|f|(|)|;")]
    [InlineData("ruby", "x = %w[a b]; y.nil? && z!", "x|=|%w[a b]|;|y|.|nil?|&&|z!")]
    [InlineData("ruby", "a % b; c %w", "a|%|b|;|c|%|w")]
    [InlineData("ruby", "=begin\nold\n=end\nif x =~ /a\"b/", "if|x|=~|/a\"b/")]
    [InlineData("ruby", "f(<<~SQL, x)\n  it's\nSQL\ng", "f|(|<<~SQL|,|x|)||  it's\n|SQL|g")]
    [InlineData("c", "char c = '\\n'; /* a */ int n = 1'000;", "char|c|=|'\\n'|;|int|n|=|1|'|000|;")]
    [InlineData("cpp", "auto s = R\"x(a \")\" b)x\"; @\"c\"", "auto|s|=|R\"x(a \")\" b)x\"|;|@\"c\"")]
    [InlineData("rust", "fn f<'a>(x: &'a str) { g!(r#\"a\"b\"#, 'c', b\"d\") }", "fn|f|<|'|a|>|(|x|:|&|'|a|str|)|{|g!|(|r#\"a\"b\"#|,|'c'|,|b\"d\"|)|}")]
    [InlineData("swift", "let s = #\"a\\(\"# // c", "let|s|=|#\"a\\(\"#")]
    [InlineData("sql", "select 'it''s' -- c\nfrom @t", "select|'it''s'|from|@t")]
    [InlineData("shell", "rm ${#a} a#b # c", "rm|$|{|#|a|}|a|#|b")]
    [InlineData("shell", "cat <<'EOF'\ndon't $x\nEOF\nls", "cat|<<'EOF'|\ndon't $x\n|EOF|ls")]
    [InlineData("powershell", "$a = \"b`\"c\"; <# d #> 'e''f' -join $g", "$a|=|\"b`\"c\"|;|'e''f'|-join|$g")]
    [InlineData("html", "a <!-- b --> c", "a|c")]
    [InlineData("yaml", "a: b#c # d", "a|:|b|#|c")]
    [InlineData("json", "{\"a\": 1}", "{|\"a\"|:|1|}")]
    [InlineData("xml", "<a b=\"c\"/><!-- d -->", "<|a|b|=|\"c\"|/|>")]
    [InlineData("dockerfile", "RUN a # b", "RUN|a")]
    [InlineData("terraform", "a = <<-EOT\n  b \"\n  EOT\nc", "a|=|<<-EOT|\n  b \"\n  |EOT|c")]
    [InlineData("nginx", "set $a \"b\"; # c", "set|$a|\"b\"|;")]
    [InlineData("properties", "a=1 ; b", "a|=|1")]
    public void Tokens_are_what_the_language_says(string language, string code, string expected) =>
        Assert.Equal(expected, string.Join('|', Lex(language, code).Select(t => code.Substring(t.Start, t.Length))));

    [Theory]
    [InlineData("kotlin", "\"a ${b} c\"")]
    [InlineData("kotlin", "\"a $b c\"")]
    [InlineData("kotlin", "\"\"\"a $b c\"\"\"")]
    [InlineData("scala", "s\"a $b c\"")]
    [InlineData("scala", "s\"\"\"a ${b} c\"\"\"")]
    [InlineData("php", "\"a $b c\"")]
    [InlineData("php", "\"a {$b} c\"")]
    [InlineData("php", "\"a ${b} c\"")]
    [InlineData("php", "<<<X\na $b c\nX")]
    [InlineData("ruby", "\"a #{b} c\"")]
    [InlineData("ruby", "`a #{b} c`")]
    [InlineData("ruby", "%Q(a #{b} c)")]
    [InlineData("ruby", "<<~X\na #{b} c\nX")]
    [InlineData("rust", "\"a {b} c\"")]
    [InlineData("rust", "\"a {b:>4} c\"")]
    [InlineData("swift", "\"a \\(b) c\"")]
    [InlineData("swift", "\"\"\"a \\(b) c\"\"\"")]
    [InlineData("shell", "\"a $b c\"")]
    [InlineData("shell", "\"a ${b} c\"")]
    [InlineData("shell", "\"a $(b) c\"")]
    [InlineData("shell", "\"a $1 c\"")]
    [InlineData("powershell", "\"a $b c\"")]
    [InlineData("powershell", "\"a $(b) c\"")]
    [InlineData("terraform", "\"a ${b} c\"")]
    [InlineData("dockerfile", "\"a ${b} c\"")]
    public void An_interpolated_string_shows_its_holes_as_code(string language, string code) =>
        Assert.Equal(
            [TokenKind.TemplateOpen, TokenKind.TemplateText, TokenKind.HoleOpen, TokenKind.Name, TokenKind.HoleClose, TokenKind.TemplateText, TokenKind.TemplateClose],
            Lex(language, code).Select(t => t.Kind));

    [Theory]
    [InlineData("kotlin", "\"a $ b\"")]
    [InlineData("kotlin", "\"\\$b\"")]
    [InlineData("scala", "\"a $b\"")]
    [InlineData("php", "'a $b'")]
    [InlineData("php", "\"\\$b $5\"")]
    [InlineData("ruby", "'a #{b}'")]
    [InlineData("ruby", "%q(a #{b})")]
    [InlineData("rust", "\"{} {0} {{b}} { b }\"")]
    [InlineData("swift", "\"a \\\\(b)\"")]
    [InlineData("shell", "'a $b'")]
    [InlineData("powershell", "'a $b'")]
    [InlineData("c", "\"a ${b} $c\"")]
    [InlineData("sql", "'a ${b}'")]
    public void What_only_looks_like_a_hole_is_text(string language, string code) =>
        Assert.Equal([TokenKind.String], Lex(language, code).Select(t => t.Kind));

    [Theory]
    [InlineData("\"a $b[c] d\"", "$b|[|c|]")]
    [InlineData("\"a $b[0]\"", "$b|[|0|]")]
    [InlineData("\"a $this->b->c\"", "$this|->|b")]
    [InlineData("\"a {$b['c']->d} e\"", "$b|[|'c'|]|->|d")]
    public void A_hole_of_PHP_reads_one_item_or_one_member(string code, string expected)
    {
        var tokens = Lex("php", code);
        var open = tokens.FindIndex(t => t.Kind == TokenKind.HoleOpen);
        var close = tokens.FindIndex(t => t.Kind == TokenKind.HoleClose);
        Assert.Equal(expected, string.Join('|', tokens[(open + 1)..close].Select(t => code.Substring(t.Start, t.Length))));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_megabyte_on_one_line_is_read_in_one_go(string id, string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var tokens = Lexer.Run(Get(id), text);
        Assert.InRange(tokens.Count, 1, 3 * text.Length);
        Assert.True(tokens[tokens.Count - 1].End <= text.Length);
        Assert.All(ScopeReader.Read(Get(id), text, tokens), s => Assert.InRange(s.Last, s.First, tokens.Count - 1));
    }

    public static TheoryData<string, string> Hostile
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var piece in new[] { "<<A ", "<<~'A' ;", "\"${", "\"#{\"", "\"\\(", "'\"", "{$a[", "<?=?>", "%w[", "def f(", "fn f<", "if x {", "/*", "R\"(" })
            {
                foreach (var id in new[] { "php", "ruby", "kotlin", "scala", "rust", "swift", "cpp", "shell", "powershell", "sql" })
                {
                    data.Add(id, piece);
                }
            }

            return data;
        }
    }

    private static LanguageDefinition Get(string id) => LanguageCatalog.TryGet(id, out var language) ? language : throw new ArgumentException(id);

    private static List<Token> Lex(string language, string code) => [.. Lexer.Run(Get(language), code).Tokens.ToArray()];
}
