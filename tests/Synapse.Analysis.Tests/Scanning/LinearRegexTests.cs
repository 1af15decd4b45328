using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Tests.Scanning;

public sealed class LinearRegexTests
{
    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("a*a*a*a*a*a*a*a*b")]
    public void An_expression_that_backtracks_still_ends(string pattern)
    {
        var regex = new LinearRegex(pattern);
        foreach (var length in (int[])[30, 1_900, 20_000])
        {
            var text = new string('a', length) + "!";
            Assert.False(regex.IsMatch(text));
            Assert.False(regex.Match(text, 0, text.Length).Success);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    public void Short_and_long_texts_give_the_same_match(int padding)
    {
        var text = new string(' ', padding) + "password = \"abc\"" + new string(' ', padding);
        var match = new LinearRegex("(?i)(pass(?:word)?)\\s*=\\s*\"([^\"]+)\"").Match(text, 0, text.Length);
        Assert.Equal((padding, "password", "abc"), (match.Index, match.Groups[1].Value, match.Groups[2].Value));
    }
}
