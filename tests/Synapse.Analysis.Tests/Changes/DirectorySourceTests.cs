using System.Diagnostics;
using Synapse.Analysis.Changes;
using Synapse.Core.Kernel;

namespace Synapse.Analysis.Tests.Changes;

public sealed class DirectorySourceTests
{
    [Fact]
    public async Task Folder_outside_of_git_is_walked_without_control_folders()
    {
        using var folder = new TemporaryRepository(init: false);
        foreach (var path in (string[])["b.txt", "B.txt", "obj/x.txt", "node_modules/y.js", ".svn/entries", ".hidden"])
        {
            folder.Write(path, path);
        }

        var change = Accept(await DirectorySource.ReadAsync(folder.Root, ChangeLimits.Default));
        Assert.Equal([".hidden", "B.txt", "b.txt", "node_modules/y.js", "obj/x.txt"], change.Files.Select(f => f.Path));
        Assert.All(change.Files, f => Assert.Equal(FileStatus.Whole, f.Status));
        Assert.Equal("obj/x.txt", change.NewTexts?.Read("obj/x.txt"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("one", 1)]
    [InlineData("one\ntwo\n", 2)]
    [InlineData("one\r\ntwo\r\nthree", 3)]
    [InlineData("a\0b\n", 0)]
    public async Task Every_line_of_a_whole_file_counts_as_a_line_to_review(string text, int lines)
    {
        using var folder = new TemporaryRepository(init: false);
        folder.Write("a.txt", text);
        var change = Accept(await DirectorySource.ReadAsync(folder.Root, ChangeLimits.Default));
        Assert.Equal((lines, 0), (change.Files[0].AddedLines, change.Files[0].RemovedLines));
    }

    [Fact]
    public async Task Folder_inside_git_leaves_out_what_is_ignored_and_names_paths_from_the_root()
    {
        using var repository = new TemporaryRepository();
        repository.Write(".gitignore", "bin/\n");
        repository.Write("src/app/tracked.c", "t");
        repository.Write("src/app/gone.c", "g");
        repository.Commit("Start");
        File.Delete(repository.Full("src/app/gone.c"));
        repository.Write("src/app/new.c", "n");
        repository.Write("src/app/bin/out.c", "o");
        repository.Write("elsewhere.c", "e");
        var change = Accept(await DirectorySource.ReadAsync(repository.Full("src/app"), ChangeLimits.Default));
        Assert.Equal(["src/app/new.c", "src/app/tracked.c"], change.Files.Select(f => f.Path));
        Assert.Equal("n", change.NewTexts?.Read("src/app/new.c"));
    }

    [Fact]
    public async Task Ignored_folder_that_is_named_is_read()
    {
        using var repository = new TemporaryRepository();
        repository.Write(".gitignore", "bin/\n");
        repository.Write("bin/out.c", "o");
        var change = Accept(await DirectorySource.ReadAsync(repository.Full("bin"), ChangeLimits.Default));
        Assert.Equal("bin/out.c", Assert.Single(change.Files).Path);
    }

    [Theory]
    [InlineData(true, "src/x.c")]
    [InlineData(false, "x.c")]
    public async Task One_file_can_be_named(bool inGit, string expected)
    {
        using var folder = new TemporaryRepository(inGit);
        folder.Write("src/x.c", "x");
        folder.Write("src/y.c", "y");
        var change = Accept(await DirectorySource.ReadAsync(folder.Full("src/x.c"), ChangeLimits.Default));
        Assert.Equal(expected, Assert.Single(change.Files).Path);
        Assert.Equal("x", change.NewTexts?.Read(expected));
    }

    [Fact]
    public async Task Links_are_listed_and_not_followed()
    {
        using var folder = new TemporaryRepository(init: false);
        folder.Write("real/x.c", "x");
        Directory.CreateSymbolicLink(folder.Full("loop"), folder.Root);
        var change = Accept(await DirectorySource.ReadAsync(folder.Root, ChangeLimits.Default));
        Assert.Equal([("loop", "120000"), ("real/x.c", "")], change.Files.Select(f => (f.Path, f.NewMode)));
        Assert.Null(change.NewTexts?.Read("loop"));
    }

    [Fact]
    public async Task A_zero_byte_near_the_start_makes_a_file_binary()
    {
        using var folder = new TemporaryRepository(init: false);
        folder.Write("early.bin", "text\0");
        folder.Write("late.txt", new string('x', 8000) + "\0");
        var change = Accept(await DirectorySource.ReadAsync(folder.Root, ChangeLimits.Default));
        Assert.Equal([("early.bin", true), ("late.txt", false)], change.Files.Select(f => (f.Path, f.IsBinary)));
    }

    [Fact]
    public async Task Named_pipe_does_not_block()
    {
        using var folder = new TemporaryRepository(init: false);
        using (var process = Process.Start("mkfifo", [folder.Full("pipe")]))
        {
            await process.WaitForExitAsync();
        }

        var change = Accept(await DirectorySource.ReadAsync(folder.Root, ChangeLimits.Default));
        Assert.Equal("pipe", Assert.Single(change.Files).Path);
        Assert.Equal("", change.NewTexts?.Read("pipe") ?? "");
    }

    [Fact]
    public async Task Limits_are_recorded()
    {
        using var folder = new TemporaryRepository(init: false);
        folder.Write("a.c", "0123456789");
        folder.Write("b.c", "b");
        folder.Write("c.c", "c");
        var change = Accept(await DirectorySource.ReadAsync(folder.Root, ChangeLimits.Default with { MaxFiles = 2, MaxFileBytes = 5 }));
        Assert.Equal(["a.c", "b.c"], change.Files.Select(f => f.Path));
        Assert.Equal([("a.c", "MaxFileBytes"), ("", "MaxFiles")], change.Clips.Select(c => (c.Path, c.Limit)));
    }

    [Fact]
    public async Task Missing_path_is_refused() =>
        Assert.Equal(RefusalCode.NotFound, (await DirectorySource.ReadAsync("no/such/path", ChangeLimits.Default)).Refusal?.Code);

    private static Change Accept(ChangeResult result)
    {
        Assert.True(result.Succeeded, result.Refusal?.Message);
        return result.Change;
    }
}
