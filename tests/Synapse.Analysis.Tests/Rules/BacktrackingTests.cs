using Synapse.Analysis.Backtracking;
using Xunit;

namespace Synapse.Analysis.Tests.Rules;

public sealed class BacktrackingTests
{
    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a*)*$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^([a-zA-Z]+)*$")]
    [InlineData(@"^(\w|\d)+$")]
    [InlineData(@"(.*a){10,}b")]
    [InlineData(@"^([a-z0-9]+[-_.]?)*@")]
    [InlineData(@"^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData(@"(\s*a*)*b")]
    [InlineData(@"^(\d+\s*)+$")]
    [InlineData("(?i)^(a|A)+$")]
    public void A_loop_that_reads_one_text_in_two_ways_is_exponential(string pattern) => Assert.True(BacktrackingPattern.IsExponential(pattern));

    [Theory]
    [InlineData("^a+$")]
    [InlineData("^(ab+)+$")]
    [InlineData("^(a|b)*$")]
    [InlineData("(a+)+")]
    [InlineData(@"^[\w.-]+@[\w-]+(\.[\w-]+)+$")]
    [InlineData(@"^(\d{1,3}\.){3}\d{1,3}$")]
    [InlineData(@"^(?>a+)+$")]
    [InlineData(@"^(a++)+$")]
    [InlineData(@"^(\w+\s)+$")]
    [InlineData(@"^(?:[^""\\]|\\.)*""")]
    [InlineData(@"^\s*(\w+)\s*=\s*(.*)$")]
    [InlineData(@"^(-?\d+)(,\d+)*$")]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("a{,")]
    [InlineData("\\")]
    public void Other_loops_are_not(string pattern) => Assert.False(BacktrackingPattern.IsExponential(pattern));

    [Fact]
    public void Whatever_is_no_pattern_is_read_to_its_end()
    {
        var random = new Random(11);
        const string Signs = "()[]{}|*+?\\^$.-aAb01,:=!<>";
        for (var i = 0; i < 20_000; i++)
        {
            BacktrackingPattern.IsExponential(string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Signs[random.Next(Signs.Length)])));
        }
    }
}
