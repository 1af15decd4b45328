using Synapse.Analysis.Changes;
using Synapse.Analysis.Suppressions;

namespace Synapse.Analysis.Tests.Changes;

public sealed class ChangeArchiveTests
{
    private const string Diff = """
        From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
        From: Ann <ann@example.org>
        Subject: [PATCH] A change

        diff --git a/a.cs b/b.cs
        similarity index 90%
        rename from a.cs
        rename to b.cs
        --- a/a.cs
        +++ b/b.cs
        @@ -1,3 +1,3 @@ class A
         one
        -two
        +zwei é
         three
        diff --git a/x.bin b/x.bin
        new file mode 100644
        index 0000000..1111111
        Binary files /dev/null and b/x.bin differ

        """;

    private static readonly RepositoryPolicy Policy = RepositoryPolicy.Read("""{"ignore":[{"paths":["src/**"],"rules":["py.*"],"reason":"\"known\""}],"hotFunctions":["Hot"]}""").Policy;

    [Fact]
    public async Task A_change_comes_back_as_it_was_with_its_files_and_its_policy()
    {
        var change = (await Read(Diff)) with { NewTexts = new Texts("b.cs", "one\nzwei é\nthree\n"), OldTexts = new Texts("a.cs", "one\ntwo\nthree\n") };
        var (kept, bytes) = ChangeArchive.Write(change, Policy);
        var (again, policy) = ChangeArchive.Read(bytes);
        Assert.Equal(Describe(change), Describe(again));
        Assert.Equal(Describe(change), Describe(kept));
        Assert.Equal(("one\nzwei é\nthree\n", "one\ntwo\nthree\n", null), (again.NewTexts!.Read("b.cs"), again.OldTexts!.Read("a.cs"), again.NewTexts.Read("a.cs")));
        Assert.Equal(Policy.Write(), policy.Write());
        Assert.Equal("\"known\"", Assert.Single(policy.Ignore).Reason);
        Assert.Equal(["Hot"], policy.HotFunctions);
        Assert.Equal(bytes, ChangeArchive.Write(again, policy).Bytes);
    }

    [Fact]
    public async Task Everything_that_is_read_is_in_the_bytes()
    {
        var change = await Read(Diff);
        var bytes = ChangeArchive.Write(change, Policy).Bytes!;
        Assert.NotEqual(bytes, ChangeArchive.Write(await Read(Diff.Replace("zwei", "drei", StringComparison.Ordinal)), Policy).Bytes);
        Assert.NotEqual(bytes, ChangeArchive.Write(change, RepositoryPolicy.Empty).Bytes);
        Assert.NotEqual(bytes, ChangeArchive.Write(change with { NewTexts = new Texts("b.cs", "") }, Policy).Bytes);
    }

    [Fact]
    public async Task What_is_larger_than_the_limit_is_not_kept_and_still_reviewed()
    {
        var change = (await Read(Diff)) with { NewTexts = new Texts("b.cs", new string('x', ChangeArchive.MaxBytes + 1)) };
        var (kept, bytes) = ChangeArchive.Write(change, Policy);
        Assert.Null(bytes);
        Assert.Equal(ChangeArchive.MaxBytes + 1, kept.NewTexts!.Read("b.cs")!.Length);
    }

    [Fact]
    public async Task Damaged_bytes_are_a_clear_error()
    {
        var bytes = ChangeArchive.Write(await Read(Diff), Policy).Bytes!;
        for (var length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => ChangeArchive.Read(bytes.AsMemory(0, length)));
        }

        var other = bytes.ToArray();
        other[3] ^= 1;
        Assert.Contains("form", Assert.Throws<InvalidDataException>(() => ChangeArchive.Read(other)).Message, StringComparison.Ordinal);
    }

    private static async Task<Change> Read(string diff)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(diff));
        return (await UnifiedDiffParser.ParseAsync(stream, ChangeLimits.Default, CancellationToken.None)).Change!;
    }

    private static string Describe(Change change) => string.Join('\n', [
        change.Title, change.Author, change.BaseRevision, change.HeadRevision, .. change.Commits.Select(c => c.ToString()), .. change.Clips.Select(c => c.ToString()),
        .. change.Files.Select(f => $"{f with { Hunks = [] }} {string.Join('|', f.Hunks.Select(h => $"{h.OldStart} {h.NewStart} {h.Heading} {string.Join('|', h.Lines.Select(l => $"{l.Kind}{l.OldLine},{l.NewLine}{l.Text}"))}"))}"),
    ]);

    private sealed class Texts(string path, string text) : IFileTexts
    {
        public string? Read(string name) => name == path ? text : null;
    }
}
