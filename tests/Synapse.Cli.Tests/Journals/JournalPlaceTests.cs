using Synapse.Cli.Journals;
using Synapse.Cli.Tests.Review;

namespace Synapse.Cli.Tests.Journals;

public sealed class JournalPlaceTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_default_journal_is_its_owners_alone()
    {
        await Run.Execute("review", _run.Write("c.diff", Diffs.Clean));
        var (place, _) = JournalPlace.Of(null);
        Assert.False(place!.IsNamed);
        Assert.True(File.Exists(place.Target));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place.Target));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(place.Target)!));
        }
    }

    [Fact]
    public void A_connection_string_is_told_from_a_file()
    {
        Assert.Equal("PostgreSQL, database d at h", JournalPlace.Of("Host=h;Username=u;Password=secret;Database=d").Place!.Name);
        Assert.False(JournalPlace.Of("Server=h;Database=d").Place!.IsFile);
        Assert.True(JournalPlace.Of("a=b.db").Place!.IsFile);
        Assert.Equal(Path.GetFullPath(":memory:"), JournalPlace.Of(":memory:").Place!.Target);
        Assert.Contains("Host=", JournalPlace.Of("postgresql://u:secret@h/d").Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", JournalPlace.Of("Host=h;Password=secret;Bogus=1").Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a database, and long enough to be read as the head of one")]
    [InlineData("SQLite format 3\0damaged")]
    public async Task A_named_file_that_is_no_journal_is_refused_and_left_as_it_is(string content)
    {
        _run.Write("journal.db", content);
        var diff = _run.Write("c.diff", Diffs.Clean);
        foreach (var verb in (string[][])[["review", diff], ["reviews", "list"], ["journal", "rebuild"], ["audit", "verify"], ["audit", "export"]])
        {
            var (exitCode, output, error) = await _run.Execute(verb);
            Assert.Equal(ExitCodes.Usage, exitCode);
            Assert.Empty(output);
            Assert.Contains("journal.db", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }

        Assert.Equal(content, await File.ReadAllTextAsync(_run.File));
    }

    [Fact]
    public async Task A_named_journal_that_is_not_there_is_made_by_a_review_and_by_nothing_else()
    {
        var (exitCode, _, error) = await _run.Execute("reviews", "list");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("there is no journal", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_run.File));
        var nowhere = await Run.Execute("review", _run.Write("c.diff", Diffs.Clean), "--journal", _run.PathOf("none/journal.db"));
        Assert.Equal(ExitCodes.Usage, nowhere.ExitCode);
        Assert.Contains("the folder does not exist", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await Run.Execute("review", _run.PathOf("c.diff"), "--journal", _run.File, "--no-journal")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await Run.Execute("review", _run.PathOf("c.diff"), "--no-journal")).ExitCode);
        Assert.False(File.Exists(_run.File));
    }

    [Fact]
    public async Task A_default_place_that_cannot_be_used_costs_the_record_and_not_the_review()
    {
        var output = new CliOutput(TextWriter.Null, new StringWriter());
        var file = Path.Combine(_run.Write("blocked", "a file where a folder should be"), "synapse", "journal.db");
        Assert.IsType<Storage.MemoryJournal>(await ReviewJournal.OpenAsync(new JournalPlace(file, file, true, IsNamed: false), output, default));
        Assert.Contains("this review is not recorded", Assert.Single(output.Error.ToString()!.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
