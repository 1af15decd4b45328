using System.Globalization;
using System.Text;
using Synapse.Analysis.Changes;

namespace Synapse.Analysis.Tests.Changes;

/// <summary>Hunks: line numbers, lookalikes of headers, wrong counts, encodings.</summary>
public sealed class UnifiedDiffHunkTests
{
    private static readonly string[] Modified =
        [" 10,10 {", "-11,0     run(1);", "+0,11     run(2);", "+0,12     stop();", " 12,13     return 0;", " 13,14 }"];

    [Theory]
    [InlineData("modified")]
    [InlineData("crlf")]
    [InlineData("utf16")]
    [InlineData("utf8-bom")]
    public void Lines_are_numbered_and_stripped_of_endings(string sample)
    {
        var file = Assert.Single(Samples.Parse(sample).Files);
        Assert.Equal("src/app.c", file.Path);
        Assert.Equal("int main(void)", Assert.Single(file.Hunks).Heading);
        Assert.Equal(Modified, Samples.Lines(file));
    }

    [Fact]
    public void Carriage_return_in_the_content_is_dropped() =>
        Assert.Equal([" 1,1 one", "-2,0 two", "+0,2 three"], Samples.Lines(Samples.Parse("crlf-content").Files[0]));

    [Fact]
    public void Bytes_that_are_not_UTF8_become_the_replacement_character() =>
        Assert.Equal("+0,12     stop(\"\uFFFD\");", Samples.Lines(Samples.Parse("latin1").Files[0]).ElementAt(3));

    [Fact]
    public void No_newline_marker_is_not_a_line() =>
        Assert.Equal([" 1,1 one", "-2,0 two", "+0,2 three"], Samples.Lines(Samples.Parse("no-newline").Files[0]));

    [Fact]
    public void Hunk_headers_without_counts_and_empty_hunks()
    {
        var hunks = Samples.Parse("hunk-headers").Files[0].Hunks;
        Assert.Equal([(3, 3, "class X", 2), (9, 9, "", 0), (20, 20, "def y():", 2)], hunks.Select(h => (h.OldStart, h.NewStart, h.Heading, h.Lines.Count)));
    }

    [Fact]
    public void Combined_diff_marks_a_line_by_any_column()
    {
        var file = Assert.Single(Samples.Parse("combined").Files);
        Assert.Equal("src/merge.c", file.Path);
        Assert.Equal([" 5,5 same", "-6,0 ours", "-8,0 theirs", "+0,6 both", "+0,7 from theirs", " 7,8 end"], Samples.Lines(file));
    }

    [Fact]
    public void Removed_and_added_lines_that_look_like_headers_stay_lines()
    {
        var file = Assert.Single(Samples.Parse("lookalikes").Files);
        Assert.Equal(
            [" 1,1 select 1", "-2,0 -- a/lib/x.ex", "-3,0 -- ", "+0,2 ++ b/lib/x.ex", "+0,3 -- ", " 10,10 select 2", "-11,0 -- old comment", "+0,11 ++ new comment", "-20,0 three", "+0,20 four"],
            Samples.Lines(file));
    }

    [Fact]
    public void Counts_that_are_too_small_hide_nothing_and_counts_that_are_too_large_swallow_nothing()
    {
        var files = Samples.Parse("wrong-counts").Files;
        Assert.Equal([("one.c", 3, 1), ("two.c", 1, 1), ("three.c", 1, 1)], files.Select(f => (f.Path, f.AddedLines, f.RemovedLines)));
    }

    [Fact]
    public void Empty_lines_are_context_whose_space_was_stripped() =>
        Assert.Equal(
            [" 1,1 one", " 2,2 ", "-3,0 two", "+0,3 three", "+0,4 four", " 4,5 ", " 5,6 five"],
            Samples.Lines(Samples.Parse("stripped-context").Files[0]));

    [Fact]
    public void A_line_broken_by_a_mailer_is_reported_and_the_hunk_goes_on()
    {
        var change = Samples.Parse("broken-line");
        Assert.Equal(1, change.Files[0].AddedLines);
        Assert.Equal(("x.txt", ClipNames.Malformed), change.Clips.Select(c => (c.Path, c.Limit)).Single());
    }

    [Fact]
    public void Huge_numbers_in_a_hunk_header_stay_positive()
    {
        var file = Samples.ParseText("--- a/x\n+++ b/x\n@@ -99999999999999999999,1 +99999999999999999999,1 @@\n-a\n+b\n").Files[0];
        Assert.All(file.Hunks[0].Lines, l => Assert.True(l.OldLine + l.NewLine > 0));
    }

    [Fact]
    public void A_million_lines_stay_below_250_MB()
    {
        var text = new StringBuilder("--- a/big.c\n+++ b/big.c\n");
        for (var i = 0; i < 1_000_000; i++)
        {
            text.Append(i % 1000 == 0 ? $"@@ -{i + 1},0 +{i + 1},1000 @@\n" : "").Append(CultureInfo.InvariantCulture, $"+    line number {i} of a large file\n");
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = UnifiedDiffParser.Parse(new MemoryStream(bytes), ChangeLimits.Default with { MaxFileLines = int.MaxValue });
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(1_000_000, result.Change?.Files[0].AddedLines);
        Assert.InRange(allocated, 1, 250_000_000 - bytes.Length);
    }
}
