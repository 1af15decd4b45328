using Synapse.Analysis.Changes;

namespace Synapse.Analysis.Tests.Changes;

/// <summary>What a repository under review may try: to run programs, to reach files outside, to hide code.</summary>
public sealed class HostileRepositoryTests : IDisposable
{
    private readonly TemporaryRepository _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Programs_named_by_the_repository_are_not_run()
    {
        _temporary.Write(".gitattributes", "*.txt filter=evil diff=evil\n");
        _temporary.Write("x.txt", "one\n");
        _temporary.Commit("Start");
        _temporary.Write("evil.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\ncat\n");
        foreach (var key in (string[])["filter.evil.clean", "filter.evil.process", "diff.evil.textconv", "diff.evil.command", "diff.external", "core.fsmonitor"])
        {
            _temporary.Git("config", key, $"sh {_temporary.Full("evil.sh")}");
        }

        _temporary.Git("config", "filter.evil.required", "true");
        File.WriteAllText(_temporary.Full("x.txt"), "two\n");

        // Counter-check: without precautions the trap does spring.
        try
        {
            _temporary.Git("diff");
        }
        catch (InvalidOperationException)
        {
            // The trap is no working filter; that it ran is what counts.
        }

        Assert.True(File.Exists(_temporary.Full("ran")));
        File.Delete(_temporary.Full("ran"));

        await using var repository = await OpenAsync(_temporary.Root);
        var change = (await repository.ReadWorkingTreeAsync()).Change;
        Assert.Contains("x.txt", change?.Files.Select(f => f.Path) ?? []);
        Assert.NotNull((await repository.ReadCommitAsync("HEAD")).Change);
        Assert.NotNull((await repository.ReadStagedAsync()).Change);
        Assert.False(File.Exists(_temporary.Full("ran")));
    }

    [Fact]
    public async Task Settings_of_the_repository_do_not_change_the_diff()
    {
        foreach (var (key, value) in ((string, string)[])[("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"), ("diff.context", "0"), ("color.ui", "always"), ("diff.submodule", "log"), ("diff.renames", "false")])
        {
            _temporary.Git("config", key, value);
        }

        _temporary.Write("a/x.txt", "one\ntwo\nthree\n");
        _temporary.Commit("Start");
        _temporary.Write("a/x.txt", "one\n2\nthree\n");
        await using var repository = await OpenAsync(_temporary.Root);
        var file = Assert.Single((await repository.ReadWorkingTreeAsync()).Change?.Files ?? []);
        Assert.Equal("a/x.txt", file.Path);
        Assert.Equal([" 1,1 one", "-2,0 two", "+0,2 2", " 3,3 three"], Samples.Lines(file));
    }

    [Fact]
    public async Task Attributes_that_call_source_binary_do_not_hide_it()
    {
        _temporary.Write(".gitattributes", "*.c -diff\n");
        _temporary.Write("evil.c", "int evil;\n");
        _temporary.Write("real.bin", "\0\n");
        _temporary.Write("sub/-diff.c", "int other;\n");
        _temporary.Commit("Hide");
        await using var repository = await OpenAsync(_temporary.Root);
        var files = (await repository.ReadCommitAsync("HEAD")).Change?.Files ?? [];
        Assert.Equal(
            [(".gitattributes", false, 1), ("evil.c", false, 1), ("real.bin", true, 0), ("sub/-diff.c", false, 1)],
            files.Select(f => (f.Path, f.IsBinary, f.AddedLines)));
    }

    [Fact]
    public async Task Working_tree_texts_follow_no_link_and_leave_no_folder()
    {
        using var outside = new TemporaryRepository(init: false);
        outside.Write("secret.txt", "secret\n");
        _temporary.Write("x.txt", "one\n");
        File.CreateSymbolicLink(_temporary.Full("link.txt"), outside.Full("secret.txt"));
        Directory.CreateSymbolicLink(_temporary.Full("dir"), outside.Root);
        await using var repository = await OpenAsync(_temporary.Root);
        var texts = (await repository.ReadWorkingTreeAsync()).Change?.NewTexts;
        Assert.NotNull(texts);
        Assert.Equal("one\n", texts.Read("x.txt"));
        foreach (var path in (string[])["link.txt", "dir/secret.txt", outside.Full("secret.txt"), $"../{Path.GetFileName(outside.Root)}/secret.txt", "", "x.txt/", "a\0b"])
        {
            Assert.Null(texts.Read(path));
        }
    }

    [Fact]
    public async Task Symbolic_links_in_a_revision_are_no_texts()
    {
        File.CreateSymbolicLink(_temporary.Full("link.txt"), "/etc/passwd");
        _temporary.Commit("Start");
        await using var repository = await OpenAsync(_temporary.Root);
        var change = (await repository.ReadCommitAsync("HEAD")).Change;
        Assert.Equal("120000", change?.Files[0].NewMode);
        Assert.Null(change?.NewTexts?.Read("link.txt"));
    }

    [Fact]
    public async Task Files_above_the_limit_are_no_texts()
    {
        _temporary.Write("big.txt", "0123456789");
        _temporary.Write("fits.txt", "01234");
        _temporary.Commit("Start");
        await using var repository = await OpenAsync(_temporary.Root, ChangeLimits.Default with { MaxFileBytes = 5 });
        var tree = (await repository.ReadCommitAsync("HEAD")).Change?.NewTexts;
        var folder = (await repository.ReadWorkingTreeAsync()).Change?.NewTexts;
        foreach (var texts in (IFileTexts?[])[tree, folder])
        {
            Assert.Null(texts?.Read("big.txt"));
            Assert.Equal("01234", texts?.Read("fits.txt"));
        }
    }

    [Fact]
    public async Task Texts_can_be_read_from_several_threads()
    {
        for (var i = 0; i < 50; i++)
        {
            _temporary.Write($"d{i % 5}/f{i}.txt", $"text {i}\n");
        }

        _temporary.Commit("Start");
        await using var repository = await OpenAsync(_temporary.Root);
        var texts = (await repository.ReadCommitAsync("HEAD")).Change?.NewTexts;
        var read = new string?[50];
        Parallel.For(0, 50, i => read[i] = texts?.Read($"d{i % 5}/f{i}.txt"));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"text {i}\n"), read);
    }

    [Fact]
    public async Task A_folder_outside_of_any_repository_is_refused()
    {
        using var plain = new TemporaryRepository(init: false);
        var opened = await GitRepository.OpenAsync(plain.Root, ChangeLimits.Default);
        Assert.Contains("is not in a git repository", opened.Refusal?.Message, StringComparison.Ordinal);
        Assert.False((await GitRepository.OpenAsync(plain.Full("missing"), ChangeLimits.Default)).Succeeded);
    }

    private static async Task<GitRepository> OpenAsync(string root, ChangeLimits? limits = null)
    {
        var opened = await GitRepository.OpenAsync(root, limits ?? ChangeLimits.Default);
        Assert.True(opened.Succeeded, opened.Refusal?.Message);
        return opened.Repository;
    }
}
