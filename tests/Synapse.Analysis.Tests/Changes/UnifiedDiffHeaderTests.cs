using Synapse.Analysis.Changes;

namespace Synapse.Analysis.Tests.Changes;

/// <summary>File headers: paths, prefixes, status and modes.</summary>
public sealed class UnifiedDiffHeaderTests
{
    [Fact]
    public void Mnemonic_prefixes_are_taken_off() =>
        Assert.Equal(["src/app.c", "lib/b.c", "c.c"], Samples.Parse("mnemonic").Files.Select(f => f.Path));

    [Fact]
    public void Without_prefix_a_folder_named_a_stays() =>
        Assert.Equal([("a/app.c", FileStatus.Modified), ("lib/new.c", FileStatus.Added)], PathsAndStatus("no-prefix"));

    [Fact]
    public void Plain_diff_has_times_behind_its_paths_and_shows_added_and_deleted_by_line_zero() =>
        Assert.Equal(
            [("app.c", FileStatus.Modified), ("added.c", FileStatus.Added), ("gone.c", FileStatus.Deleted), ("logo.png", FileStatus.Modified)],
            PathsAndStatus("plain"));

    [Fact]
    public void Plain_binary_files_are_binary() => Assert.True(Samples.Parse("plain").Files[3].IsBinary);

    [Fact]
    public void Rename_keeps_the_old_path_with_spaces()
    {
        var file = Samples.Parse("rename-copy").Files[0];
        Assert.Equal(("old name.c", "new name.c", FileStatus.Renamed), (file.OldPath, file.Path, file.Status));
        Assert.Equal(["-1,0 one", "+0,1 two"], Samples.Lines(file));
    }

    [Fact]
    public void Copy_keeps_the_source_path()
    {
        var file = Samples.Parse("rename-copy").Files[1];
        Assert.Equal(("base.c", "lib/copy.c", FileStatus.Copied), (file.OldPath, file.Path, file.Status));
    }

    [Fact]
    public void Mode_change_without_a_diff()
    {
        var file = Samples.Parse("modes").Files[0];
        Assert.Equal(("run me.sh", FileStatus.ModeChanged, "100644", "100755"), (file.Path, file.Status, file.OldMode, file.NewMode));
    }

    [Fact]
    public void Deleted_file_has_its_old_path()
    {
        var file = Samples.Parse("modes").Files[1];
        Assert.Equal(("link", "link", FileStatus.Deleted, "120000"), (file.Path, file.OldPath, file.Status, file.OldMode));
    }

    [Fact]
    public void New_empty_file_has_only_a_header()
    {
        var file = Samples.Parse("modes").Files[2];
        Assert.Equal(("empty.txt", FileStatus.Added, 0), (file.Path, file.Status, file.Hunks.Count));
    }

    [Fact]
    public void Binary_patches_are_skipped_up_to_the_next_file()
    {
        var files = Samples.Parse("binary").Files;
        Assert.Equal([("logo.png", true), ("data.bin", true), ("after.txt", false)], files.Select(f => (f.Path, f.IsBinary)));
        Assert.Equal([0, 0, 1], files.Select(f => f.AddedLines));
    }

    [Fact]
    public void Quoted_paths_are_unescaped_as_UTF8_bytes() =>
        Assert.Equal(["tab\there.c", "grün/\"q\".c", "bad\uFFFD.c"], Samples.Parse("quoted").Files.Select(f => f.Path));

    [Fact]
    public void Submodules_are_marked_in_every_form()
    {
        var files = Samples.Parse("submodule").Files;
        Assert.Equal(
            [("vendor/lib", FileStatus.Modified), ("third party", FileStatus.Modified), ("fresh", FileStatus.Added), ("dirty", FileStatus.Modified)],
            files.Select(f => (f.Path, f.Status)));
        Assert.All(files, f => Assert.True(f.IsSubmodule));
    }

    [Fact]
    public void Subproject_lines_tell_a_submodule_without_a_mode()
    {
        var change = Samples.ParseText("--- a/sub\n+++ b/sub\n@@ -1 +1 @@\n-Subproject commit 1111\n+Subproject commit 2222\n");
        Assert.True(Assert.Single(change.Files).IsSubmodule);
    }

    [Fact]
    public void Unmerged_path_is_listed_and_clipped()
    {
        var change = Samples.Parse("unmerged");
        Assert.Equal(["src/conflict.c", "x.txt"], change.Files.Select(f => f.Path));
        Assert.Equal(("src/conflict.c", ClipNames.Unmerged), (change.Clips[0].Path, change.Clips[0].Limit));
    }

    [Fact]
    public void Hostile_paths_stay_text_but_are_never_absolute() =>
        Assert.Equal(
            ["etc/passwd", "../../x\u001b[31m"],
            Samples.ParseText("--- /etc/passwd\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n--- a/../../x\u001b[31m\n+++ b/../../x\u001b[31m\n@@ -1 +1 @@\n-a\n+b\n")
                .Files.Select(f => f.Path));

    [Fact]
    public void Hunk_without_any_file_header_is_read_under_a_stand_in_name() =>
        Assert.Equal(("(unnamed)", 1), Samples.ParseText("@@ -1 +1 @@\n-a\n+b\n").Files.Select(f => (f.Path, f.AddedLines)).Single());

    private static IEnumerable<(string Path, FileStatus Status)> PathsAndStatus(string sample) =>
        Samples.Parse(sample).Files.Select(f => (f.Path, f.Status));
}
