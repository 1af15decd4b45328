using System.Text;
using Synapse.Analysis.Changes;
using Synapse.Core.Kernel;

namespace Synapse.Analysis.Tests.Changes;

/// <summary>The input as a whole: mails, logs, limits, and what is no diff.</summary>
public sealed class UnifiedDiffStreamTests
{
    private const string First = "1111111111111111111111111111111111111111";
    private const string Second = "2222222222222222222222222222222222222222";

    [Fact]
    public void Mails_give_author_title_and_commit()
    {
        var change = Samples.Parse("mail");
        Assert.Equal(
            [
                new ChangeCommit(First, "Jörg Müller <joerg@example.com>", "Say something that is long enough to be folded over two lines"),
                new ChangeCommit(Second, "Ann <ann@example.com>", "Grüße"),
            ],
            change.Commits);
        Assert.Equal([("x.txt", First), ("y.txt", Second)], change.Files.Select(f => (f.Path, f.Commit)));
        Assert.Equal(change.Commits[0].Title, change.Title);
        Assert.Empty(change.Clips);
    }

    [Fact]
    public void Mail_signature_is_no_removed_line_but_the_same_text_inside_the_counts_is()
    {
        var files = Samples.Parse("mail").Files;
        Assert.Equal([" 1,1 one", "-2,0 two", "+0,2 three"], Samples.Lines(files[0]));
        Assert.Equal([" 1,1 one", "-2,0 - "], Samples.Lines(files[1]));
    }

    [Fact]
    public void Log_gives_every_file_its_commit()
    {
        var change = Samples.Parse("log");
        Assert.Equal(
            [new ChangeCommit(First, "Ann <ann@example.com>", "Second title"), new ChangeCommit(Second, "Bob <bob@example.com>", "First title")],
            change.Commits);
        Assert.Equal([("x.txt", First, FileStatus.Modified), ("x.txt", Second, FileStatus.Added)], change.Files.Select(f => (f.Path, f.Commit, f.Status)));
        Assert.Equal(["-1,0 one", "+0,1 two"], Samples.Lines(change.Files[0]));
    }

    [Fact]
    public void One_commit_is_the_head_revision() =>
        Assert.Equal(First, Samples.ParseText($"commit {First}\nAuthor: A <a@b.c>\n\n    T\n\ndiff --git a/x b/x\nold mode 100644\nnew mode 100755\n").HeadRevision);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n\n")]
    public void Nothing_is_an_empty_change(string text) => Assert.Same(Change.Empty, Samples.ParseText(text));

    [Fact]
    public void Text_that_is_no_diff_is_refused()
    {
        var result = UnifiedDiffParser.Parse("Dear reviewer,\n- look\n+ here\n"u8.ToArray().AsMemory(), ChangeLimits.Default);
        Assert.Equal(RefusalCode.Invalid, result.Refusal?.Code);
        Assert.Contains("not a diff", result.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_beyond_the_limit_are_counted()
    {
        var change = Samples.Parse("binary", ChangeLimits.Default with { MaxFiles = 1 });
        Assert.Single(change.Files);
        Assert.Equal(new ChangeClip("", "MaxFiles", "2 files beyond the first 1 were not read."), Assert.Single(change.Clips));
    }

    [Fact]
    public void Lines_beyond_the_limit_are_counted()
    {
        var change = Samples.Parse("modified", ChangeLimits.Default with { MaxFileLines = 4 });
        Assert.Equal(4, change.Files[0].Hunks[0].Lines.Count);
        Assert.Equal(new ChangeClip("src/app.c", "MaxFileLines", "2 lines beyond the first 4 were not read."), Assert.Single(change.Clips));
    }

    [Fact]
    public void Lines_of_all_files_and_commits_are_limited_too()
    {
        var change = Samples.Parse("log", ChangeLimits.Default with { MaxLines = 2, MaxCommits = 1 });
        Assert.Equal([2, 0], change.Files.Select(f => f.Hunks[0].Lines.Count));
        Assert.Equal([First, Second], change.Files.Select(f => f.Commit));
        Assert.Equal(["1 commits beyond the first 1 are not listed.", "1 lines beyond the first 2 of all files were not read."], change.Clips.Select(c => c.Message));
    }

    [Fact]
    public void Long_lines_are_cut()
    {
        var change = Samples.Parse("modified", ChangeLimits.Default with { MaxLineLength = 8 });
        Assert.Equal("    run(", change.Files[0].Hunks[0].Lines[1].Text.ToString());
        Assert.Equal(("src/app.c", "MaxLineLength"), change.Clips.Select(c => (c.Path, c.Limit)).Single());
    }

    [Fact]
    public void Input_beyond_the_limit_is_clipped_for_bytes_and_streams_alike()
    {
        var limits = ChangeLimits.Default with { MaxInputBytes = 150 };
        var bytes = Samples.Bytes("modified");
        foreach (var result in new[] { UnifiedDiffParser.Parse(bytes.AsMemory(), limits), UnifiedDiffParser.Parse(new MemoryStream(bytes), limits) })
        {
            Assert.Equal("src/app.c", result.Change?.Files.Single().Path);
            Assert.Equal("MaxInputBytes", result.Change?.Clips.Single().Limit);
        }
    }

    [Fact]
    public void A_character_split_between_two_chunks_stays_one()
    {
        const string head = "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+";
        var text = head + new string('x', (64 << 10) - head.Length - 1) + "é\n";
        var change = UnifiedDiffParser.Parse(new MemoryStream(Encoding.UTF8.GetBytes(text)), ChangeLimits.Default with { MaxLineLength = 100_000 }).Change;
        Assert.Equal('é', change?.Files[0].Hunks[0].Lines[0].Text.Span[^1]);
    }
}
