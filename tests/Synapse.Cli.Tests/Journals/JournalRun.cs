using System.Text.Json;
using Synapse.Cli.Journals;
using Synapse.Cli.Tests.Review;
using Synapse.Storage.Sqlite;

namespace Synapse.Cli.Tests.Journals;

/// <summary>Runs verbs against a journal file of its own.</summary>
internal sealed class JournalRun : IDisposable
{
    private readonly Run _run = new();

    public string File => _run.PathOf("journal.db");

    public string PathOf(string name) => _run.PathOf(name);

    public string Write(string name, string text) => _run.Write(name, text);

    /// <summary>Runs a verb with this journal.</summary>
    public Task<(int ExitCode, string Out, string Error)> Execute(params string[] args) => Run.Execute([.. args, "--journal", File]);

    /// <summary>Does something to the journal that no verb does, through the engine.</summary>
    public async Task SeedAsync(Func<TenantJournal, Task> seed)
    {
        using var nothing = new StringWriter();
        await using var store = await SqliteJournal.OpenAsync(File, TimeProvider.System);
        using var journal = new TenantJournal(new CliOutput(nothing, nothing), store, "local", CancellationToken.None);
        await seed(journal);
    }

    /// <summary>Runs a verb that is to succeed, and gives what it wrote.</summary>
    public async Task<(string Out, string Error)> Succeed(params string[] args)
    {
        var (exitCode, output, error) = await Execute(args);
        Assert.True(exitCode == ExitCodes.Ok, error);
        return (output, error);
    }

    /// <summary>Runs a verb that is to be refused for what the user wrote, and gives what it says.</summary>
    public async Task<string> Refused(params string[] args)
    {
        var (exitCode, output, error) = await Execute(args);
        Assert.Equal((ExitCodes.Usage, ""), (exitCode, output));
        return error;
    }

    /// <summary>Reviews a diff whose mail header gives it a title.</summary>
    public async Task ReviewAsync(string title, string? diff = null)
    {
        var file = _run.Write("change.diff", $"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: ann <a@example.org>\nSubject: [PATCH] {title}\n\n---\n{diff ?? Diffs.Rich}");
        var (exitCode, _, error) = await Execute("review", file, "--fail-on", "none");
        Assert.True(exitCode is ExitCodes.Ok or ExitCodes.Incomplete, error);
        Assert.Empty(error);
    }

    public async Task<JsonElement> Json(params string[] args)
    {
        var (exitCode, output, error) = await Execute([.. args, "--json"]);
        Assert.True(exitCode == ExitCodes.Ok, error);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>The ids of all reviews, the newest first.</summary>
    public async Task<List<string>> Ids(params string[] filters) =>
        [.. (await Json(["reviews", "list", .. filters])).GetProperty("reviews").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];

    public void Dispose() => _run.Dispose();
}
