using Synapse.Analysis.Changes;
using Synapse.Core.Kernel;

namespace Synapse.Analysis.Tests.Changes;

public sealed class GitRepositoryTests : IAsyncLifetime
{
    private const string Lines = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";

    private readonly TemporaryRepository _temporary = new();
    private GitRepository _repository = null!;

    public async ValueTask InitializeAsync()
    {
        var opened = await GitRepository.OpenAsync(_temporary.Root, ChangeLimits.Default);
        Assert.True(opened.Succeeded, opened.Refusal?.Message);
        _repository = opened.Repository;
    }

    public async ValueTask DisposeAsync()
    {
        await _repository.DisposeAsync();
        _temporary.Dispose();
    }

    [Fact]
    public async Task Range_is_compared_from_the_merge_base()
    {
        _temporary.Write("x.txt", "one\n");
        var fork = _temporary.Commit("Start");
        _temporary.Git("checkout", "-q", "-b", "topic");
        _temporary.Write("x.txt", "two\n");
        var head = _temporary.Commit("Change x");
        _temporary.Git("checkout", "-q", "main");
        _temporary.Write("other.txt", "later\n");
        _temporary.Commit("Go on");

        var change = Accept(await _repository.ReadRangeAsync("main", "topic"));
        Assert.Equal((fork, head, "Change x", "Ann <ann@example.com>"), (change.BaseRevision, change.HeadRevision, change.Title, change.Author));
        Assert.Equal("x.txt", Assert.Single(change.Files).Path);
        Assert.Equal(("one\n", "two\n"), (change.OldTexts?.Read("x.txt"), change.NewTexts?.Read("x.txt")));
        Assert.Null(change.NewTexts?.Read("other.txt"));
    }

    [Fact]
    public async Task Renames_and_copies_are_found()
    {
        _temporary.Write("a.txt", Lines);
        _temporary.Write("b.txt", Lines.ToUpperInvariant());
        _temporary.Commit("Start");
        _temporary.Git("mv", "a.txt", "moved.txt");
        _temporary.Write("copied.txt", Lines.ToUpperInvariant() + "NINE\n");
        _temporary.Write("b.txt", Lines.ToUpperInvariant() + "TEN\n");
        _temporary.Commit("Move and copy");

        var change = Accept(await _repository.ReadCommitAsync("HEAD"));
        Assert.Equal(
            [("b.txt", "b.txt", FileStatus.Modified), ("b.txt", "copied.txt", FileStatus.Copied), ("a.txt", "moved.txt", FileStatus.Renamed)],
            change.Files.Select(f => (f.OldPath, f.Path, f.Status)));
    }

    [Fact]
    public async Task No_merge_base_is_refused_naming_both()
    {
        _temporary.Commit("Start");
        _temporary.Git("checkout", "-q", "--orphan", "island");
        _temporary.Commit("Alone");
        var refusal = (await _repository.ReadRangeAsync("main", "island")).Refusal;
        Assert.Contains("main and island have no common ancestor", refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_commit_is_compared_with_nothing()
    {
        _temporary.Write("dir/x.txt", "one\r\ntwo");
        var root = _temporary.Commit("Start");
        var change = Accept(await _repository.ReadCommitAsync("HEAD"));
        Assert.Equal(("", root), (change.BaseRevision, change.HeadRevision));
        Assert.Equal(("dir/x.txt", FileStatus.Added), change.Files.Select(f => (f.Path, f.Status)).Single());
        Assert.Equal(["+0,1 one", "+0,2 two"], Samples.Lines(change.Files[0]));
        Assert.Equal("one\r\ntwo", change.NewTexts?.Read("dir/x.txt"));
        Assert.Null(change.OldTexts?.Read("dir/x.txt"));
    }

    [Fact]
    public async Task Merge_commit_is_compared_with_its_first_parent()
    {
        _temporary.Commit("Start");
        _temporary.Git("checkout", "-q", "-b", "topic");
        _temporary.Write("topic.txt", "t\n");
        _temporary.Commit("Topic");
        _temporary.Git("checkout", "-q", "main");
        _temporary.Write("main.txt", "m\n");
        var parent = _temporary.Commit("Main");
        _temporary.Git("merge", "-q", "-m", "Merge topic", "topic");
        var change = Accept(await _repository.ReadCommitAsync("HEAD"));
        Assert.Equal(("Merge topic", parent), (change.Title, change.BaseRevision));
        Assert.Equal("topic.txt", Assert.Single(change.Files).Path);
    }

    [Fact]
    public async Task Staged_is_what_the_next_commit_changes()
    {
        _temporary.Write("x.txt", "one\n");
        _temporary.Commit("Start");
        _temporary.Write("x.txt", "two\n");
        _temporary.Git("add", "x.txt");
        _temporary.Write("x.txt", "three\n");
        _temporary.Write("untracked.txt", "u\n");
        var change = Accept(await _repository.ReadStagedAsync());
        Assert.Equal("x.txt", Assert.Single(change.Files).Path);
        Assert.Equal(("one\n", "two\n"), (change.OldTexts?.Read("x.txt"), change.NewTexts?.Read("x.txt")));
    }

    [Fact]
    public async Task Working_tree_shows_tracked_and_untracked_but_not_ignored_files()
    {
        _temporary.Write(".gitignore", "*.log\n");
        _temporary.Write("x.txt", "one\n");
        _temporary.Commit("Start");
        _temporary.Write("x.txt", "two\n");
        _temporary.Write("new/y.txt", "first\nsecond");
        _temporary.Write("new/data.bin", "\0");
        _temporary.Write("noise.log", "n\n");
        var change = Accept(await _repository.ReadWorkingTreeAsync());
        Assert.Equal(
            [("x.txt", FileStatus.Modified, false), ("new/data.bin", FileStatus.Added, true), ("new/y.txt", FileStatus.Added, false)],
            change.Files.Select(f => (f.Path, f.Status, f.IsBinary)));
        Assert.Equal(["+0,1 first", "+0,2 second"], Samples.Lines(change.Files[2]));
        Assert.Equal("two\n", change.NewTexts?.Read("x.txt"));
    }

    [Fact]
    public async Task Repository_without_commits_can_be_read()
    {
        _temporary.Write("staged.txt", "s\n");
        _temporary.Git("add", "staged.txt");
        _temporary.Write("untracked.txt", "u\n");
        Assert.Equal(["staged.txt"], Accept(await _repository.ReadStagedAsync()).Files.Select(f => f.Path));
        Assert.Equal(["staged.txt", "untracked.txt"], Accept(await _repository.ReadWorkingTreeAsync()).Files.Select(f => f.Path));
        Assert.Equal(RefusalCode.NotFound, (await _repository.ReadCommitAsync("HEAD")).Refusal?.Code);
    }

    [Fact]
    public async Task Clean_working_tree_is_an_empty_change()
    {
        _temporary.Write("x.txt", "one\n");
        _temporary.Commit("Start");
        Assert.Empty(Accept(await _repository.ReadWorkingTreeAsync()).Files);
    }

    [Fact]
    public async Task Submodule_entry_is_marked()
    {
        _temporary.Commit("Start");
        _temporary.Git("update-index", "--add", "--cacheinfo", $"160000,{new string('1', 40)},vendor/lib");
        var file = Assert.Single(Accept(await _repository.ReadStagedAsync()).Files);
        Assert.Equal(("vendor/lib", FileStatus.Added, true), (file.Path, file.Status, file.IsSubmodule));
    }

    [Fact]
    public async Task Odd_file_names_are_found_in_a_revision()
    {
        _temporary.Write("line\nbreak \"q\" ü.txt", "one\n");
        _temporary.Commit("Start");
        var change = Accept(await _repository.ReadCommitAsync("HEAD"));
        Assert.Equal("line\nbreak \"q\" ü.txt", Assert.Single(change.Files).Path);
        Assert.Equal("one\n", change.NewTexts?.Read("line\nbreak \"q\" ü.txt"));
    }

    [Fact]
    public async Task File_name_that_is_not_UTF8_is_found_by_its_decoded_form()
    {
        _temporary.Write("x.txt", "one\n");
        var blob = _temporary.Git("hash-object", "-w", "x.txt");
        // A shell, because .NET passes arguments as UTF-8 only.
        File.WriteAllText(_temporary.Full("add.sh"), $"printf '100644 {blob}\\tbad\\377.txt\\n' | git update-index --add --index-info\n");
        _temporary.Git("-c", "alias.odd=!sh ./add.sh", "odd");
        _temporary.Git("commit", "-q", "-m", "Start");
        var change = Accept(await _repository.ReadCommitAsync("HEAD"));
        Assert.Equal("bad\uFFFD.txt", Assert.Single(change.Files).Path);
        Assert.Equal("one\n", change.NewTexts?.Read("bad\uFFFD.txt"));
    }

    [Theory]
    [InlineData("--output=stolen")]
    [InlineData("-x")]
    [InlineData("")]
    public async Task Revision_that_looks_like_an_option_is_refused(string head)
    {
        _temporary.Commit("Start");
        Assert.Equal(RefusalCode.Invalid, (await _repository.ReadRangeAsync("main", head)).Refusal?.Code);
        Assert.False(File.Exists(_temporary.Full("stolen")));
    }

    [Fact]
    public async Task Unknown_revision_is_named()
    {
        var refusal = (await _repository.ReadCommitAsync("nowhere")).Refusal;
        Assert.Equal(RefusalCode.NotFound, refusal?.Code);
        Assert.Contains("Unknown revision nowhere", refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bare_repository_has_commits_but_no_working_tree()
    {
        _temporary.Write("x.txt", "one\n");
        _temporary.Commit("Start");
        _temporary.Git("clone", "-q", "--bare", ".", "bare.git");
        var opened = await GitRepository.OpenAsync(_temporary.Full("bare.git"), ChangeLimits.Default);
        Assert.True(opened.Succeeded, opened.Refusal?.Message);
        await using var bare = opened.Repository;
        Assert.Single(Accept(await bare.ReadCommitAsync("HEAD")).Files);
        foreach (var result in new[] { await bare.ReadStagedAsync(), await bare.ReadWorkingTreeAsync() })
        {
            Assert.Contains("has no working tree", result.Refusal?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_is_read_at_a_revision()
    {
        _temporary.Write(".synapse.json", "{}\n");
        _temporary.Commit("Start");
        _temporary.Write(".synapse.json", "hostile\n");
        Assert.Equal("{}\n", await _repository.TryReadFileAsync("HEAD", ".synapse.json"));
        Assert.Null(await _repository.TryReadFileAsync("HEAD", "missing.json"));
        Assert.Null(await _repository.TryReadFileAsync("nowhere", ".synapse.json"));
    }

    private static Change Accept(ChangeResult result)
    {
        Assert.True(result.Succeeded, result.Refusal?.Message);
        return result.Change;
    }
}
