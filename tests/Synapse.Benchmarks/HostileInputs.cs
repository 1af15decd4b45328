using System.Globalization;
using System.Text;

namespace Synapse.Benchmarks;

/// <summary>Texts of about 1 MB that a reader of code may choke on: the same ones on every run.</summary>
internal static class HostileInputs
{
    public const int Size = 1_000_000;

    /// <summary>Endings whose files take only the shapes that need no language.</summary>
    private static readonly string[] OtherEndings = ["sql", "sh", "ps1", "html", "vue", "yaml", "json", "tf", "xml", "m", "dart", "toml"];

    public static IEnumerable<(string Name, string Text)> All()
    {
        foreach (var language in HostileLanguage.All)
        {
            foreach (var (shape, text) in OfLanguage(language))
            {
                yield return ($"{shape}.{language.Extension}", text);
            }
        }

        foreach (var ending in HostileLanguage.All.Select(l => l.Extension).Concat(OtherEndings))
        {
            foreach (var (shape, text) in OfAny(ending))
            {
                yield return ($"{shape}.{ending}", text);
            }
        }
    }

    private static IEnumerable<(string Shape, string Text)> OfLanguage(HostileLanguage language)
    {
        var first = language.Open + Numbered(language.Input, 0);
        var random = new Random(Seed(language.Extension));
        string[] phrases = [language.Input, language.Sink, language.Grow, language.Choice, language.Field, language.Take];

        yield return ("sinks", first + Repeat(language.Sink.Replace("{0}", "0", StringComparison.Ordinal)) + language.Close);
        yield return ("flows", language.Open + Repeat(language.Input + language.Sink) + language.Close);
        yield return ("grow", first + Repeat(language.Grow) + Numbered(language.Sink, 0) + language.Close);
        yield return ("choices", first + Repeat(language.Choice) + language.Close);
        yield return ("ladder", first + Repeat(language.Ladder));
        yield return ("helpers", Repeat(language.Helper) + first + language.Close);
        yield return ("fields", first + Repeat(language.Field) + language.Close);
        yield return ("taken", first + Repeat(language.Take) + language.Close);
        yield return ("lambdas", first + Repeat(language.Lambda));
        yield return ("functions", Repeat(first + Numbered(language.Grow, 0) + Numbered(language.Sink, 0) + language.Close + "\n", numbered: false));
        yield return ("mixed", first + Repeat(_ => Numbered(phrases[random.Next(phrases.Length)], random.Next(50))) + language.Close);
        yield return ("one-line", (first + Repeat(language.Grow + language.Sink) + language.Close).Replace('\n', ' '));
        yield return ("shuffled", Shuffled(first + string.Concat(phrases.Select(p => Numbered(p, 0))), random));
        yield return ("chain", first + "q = v0" + Repeat(".a{0}(v0)") + "\n" + language.Close);
        yield return ("calls", first + "q = " + Repeat("h{0}("));
        yield return ("sum", first + "q = v0" + Repeat(" + v{0}") + "\n" + language.Close);
    }

    private static IEnumerable<(string Shape, string Text)> OfAny(string ending)
    {
        var random = new Random(Seed(ending));
        yield return ("bytes", Repeat(_ => ((char)random.Next(256)).ToString()));
        yield return ("printable", Repeat(_ => ((char)random.Next(32, 127)).ToString()));
        yield return ("words", Repeat(_ => "abcdefgh"[..random.Next(1, 8)] + (random.Next(9) == 0 ? "\n" : " ")));
        yield return ("round", new string('(', Size));
        yield return ("curly", Repeat("{{[("));
        yield return ("angle", new string('<', Size));
        yield return ("closing", Repeat("}}])"));
        yield return ("quotes", Repeat("\"'`"));
        yield return ("unclosed", "\"" + Repeat("a{0} = password \\\n"));
        yield return ("keys", Repeat("api_key{0} = \"AKIA" + new string('Q', 16) + "{0}\"\n"));
        yield return ("comments", Repeat("/* <!-- # // -- {0}\n"));
        yield return ("identifier", new string('a', Size));
        yield return ("digits", new string('9', Size));
        yield return ("slashes", new string('\\', Size));
        yield return ("blank", new string('\n', Size));
    }

    /// <summary>The words of a text, drawn at random.</summary>
    private static string Shuffled(string text, Random random)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Repeat(_ => words[random.Next(words.Length)] + " ");
    }

    private static string Repeat(string phrase, bool numbered = true) => Repeat(i => numbered ? Numbered(phrase, i) : phrase);

    private static string Repeat(Func<int, string> phrase)
    {
        var text = new StringBuilder(Size + 1_000);
        for (var i = 1; text.Length < Size; i++)
        {
            text.Append(phrase(i));
        }

        return text.ToString();
    }

    private static string Numbered(string phrase, int number) => string.Format(CultureInfo.InvariantCulture, phrase, number, number + 1);

    private static int Seed(string text) => text.Aggregate(17, (seed, c) => seed * 31 + c);
}
