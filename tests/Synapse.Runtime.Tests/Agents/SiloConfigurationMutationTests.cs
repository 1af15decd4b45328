using System.Text;

namespace Synapse.Runtime.Tests.Agents;

public sealed class SiloConfigurationMutationTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ",", ":", "\"", "null", "-1", "1e999", "{}", "[]", "\"\\ud800\"", "\"\"", "\u001b", "\\", "// x\n", "\uFEFF", "\ud83d"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_text_gives_problems_or_a_configuration_and_never_an_exception(int seed)
    {
        var random = new Random(seed);
        var original = RepositoryRoot.Read("silo.json");
        for (var round = 0; round < 1_000; round++)
        {
            var text = new StringBuilder(original);
            for (var edit = random.Next(1, 4); edit > 0; edit--)
            {
                var position = random.Next(text.Length - 20);
                text.Remove(position, random.Next(0, 20));
                text.Insert(position, random.Next(3) == 0 ? "" : Pieces[random.Next(Pieces.Length)]);
            }

            // Replaces whole values too: those texts stay JSON and reach the checks behind the parser.
            var damaged = random.Next(2) == 0 ? text.ToString() : ReplaceValue(original, random);
            var result = Silo.Read(damaged);
            Assert.Equal(result.Problems.Count == 0, result.Configuration is not null);
        }
    }

    private static string ReplaceValue(string text, Random random)
    {
        string[] values = ["null", "-1", "1e999", "{}", "[]", "[{}]", "\"\\ud800\"", "\"\"", "\"*\"", "true", "[[]]", "{ \"\": 1 }", "[null]"];
        var starts = Enumerable.Range(0, text.Length - 2).Where(i => text[i] == ':' && text[i + 1] == ' ').ToList();
        var start = starts[random.Next(starts.Count)] + 2;
        var end = text[start] switch
        {
            '[' => text.IndexOf(']', start) + 1,
            '{' => text.IndexOf('}', start) + 1,
            '"' => text.IndexOf('"', start + 1) + 1,
            _ => text.IndexOfAny([',', '\n', '}', ' '], start),
        };
        return string.Concat(text.AsSpan(0, start), values[random.Next(values.Length)], text.AsSpan(end));
    }
}
