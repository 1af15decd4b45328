using System.Net;
using System.Text.Json;
using Synapse.Cli.Tests.Review;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Storage.Sqlite;

namespace Synapse.Cli.Tests.Journals;

public sealed class AuditVerbTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_chain_is_verified_against_a_signed_checkpoint_that_was_kept()
    {
        var (key, kept) = await KeptAsync();
        await _run.ReviewAsync("Second", Diffs.Clean);
        var (exitCode, output, _) = await _run.Execute("audit", "verify", "--key", key + ".pub", "--checkpoint", kept);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.StartsWith("intact: ", output, StringComparison.Ordinal);
        var json = await _run.Json("audit", "verify", "--key", key, "--checkpoint", kept);
        Assert.Equal((true, 1, true), (json.GetProperty("intact").GetBoolean(), json.GetProperty("checkpointsOutside").GetInt32(), json.GetProperty("signaturesChecked").GetBoolean()));
    }

    [Fact]
    public async Task A_journal_that_was_made_anew_is_intact_and_not_the_one_of_the_checkpoint()
    {
        var (key, kept) = await KeptAsync();
        File.Delete(_run.File);
        await _run.ReviewAsync("Another history", Diffs.Clean);
        Assert.Equal(ExitCodes.Ok, (await _run.Execute("audit", "verify")).ExitCode);
        var (exitCode, output, _) = await _run.Execute("audit", "verify", "--key", key + ".pub", "--checkpoint", kept);
        Assert.Equal(ExitCodes.Gate, exitCode);
        Assert.Matches(@"^BROKEN at position \d+: ", output);
    }

    [Fact]
    public async Task A_journal_whose_end_was_cut_off_is_found_out()
    {
        var (_, kept) = await KeptAsync();
        File.Delete(_run.File);
        await using (var journal = await SqliteJournal.OpenAsync(_run.File, TimeProvider.System))
        {
            await journal.AppendAsync(new StreamAppend(new AggregateId("local", "review", "r"), 0, [new EventData("a/1", "{}"u8.ToArray(), default, "", "")]), default);
        }

        var json = await Broken("audit", "verify", "--checkpoint", kept);
        Assert.Equal(JsonDocument.Parse(await File.ReadAllTextAsync(kept)).RootElement.GetProperty("position").GetInt64(), json.GetProperty("brokenPosition").GetInt64());
        Assert.Contains("ends before", json.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_or_changed_or_unsigned_is_not_believed()
    {
        var (key, kept) = await KeptAsync();
        await Run.Execute("audit", "keygen", _run.PathOf("other"));
        await Broken("audit", "verify", "--key", _run.PathOf("other.pub"), "--checkpoint", kept);
        var text = await File.ReadAllTextAsync(kept);
        var at = JsonDocument.Parse(text).RootElement.GetProperty("at").GetString()!;
        await Broken("audit", "verify", "--key", key, "--checkpoint", _run.Write("moved", text.Replace(at, "2020-01-01T00:00:00.0000000Z", StringComparison.Ordinal)));
        await Broken("audit", "verify", "--key", key, "--checkpoint", _run.Write("unsigned", (await _run.Execute("audit", "checkpoint")).Out));
        Assert.Equal(ExitCodes.Ok, (await _run.Execute("audit", "verify", "--key", key, "--checkpoint", kept)).ExitCode);
    }

    [Fact]
    public async Task A_journal_whose_checkpoint_key_was_replaced_is_verified_with_the_old_key_and_the_new_one()
    {
        var (key, kept) = await KeptAsync();
        await Run.Execute("audit", "keygen", _run.PathOf("new"));
        await _run.ReviewAsync("Second", Diffs.Clean);
        await _run.Execute("audit", "checkpoint", "--key", _run.PathOf("new"), "-o", kept);
        await Broken("audit", "verify", "--key", _run.PathOf("new.pub"), "--checkpoint", kept);
        var (exitCode, output, error) = await _run.Execute("audit", "verify", "--key", key + ".pub", "--key", _run.PathOf("new.pub"), "--checkpoint", kept);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.StartsWith("intact: ", output, StringComparison.Ordinal);
        Assert.Matches("signatures checked with key [0-9a-f]{16} or [0-9a-f]{16}", error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"schema":"synapse.checkpoint/1","tenant":null,"position":1,"hash":null,"at":null}""")]
    [InlineData("""{"schema":"synapse.checkpoint/1","tenant":"local","position":"1","hash":"00","at":"2026-01-01T00:00:00.0000000Z"}""")]
    public async Task A_file_that_holds_no_checkpoint_is_a_wrong_command_line(string text)
    {
        await _run.ReviewAsync("First", Diffs.Clean);
        var (exitCode, output, error) = await _run.Execute("audit", "verify", "--checkpoint", _run.Write("kept", text));
        Assert.Equal((ExitCodes.Usage, ""), (exitCode, output));
        Assert.Contains("kept", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_made_once_and_read_by_nobody_else()
    {
        var key = _run.PathOf("key");
        Assert.Equal(ExitCodes.Ok, (await Run.Execute("audit", "keygen", key)).ExitCode);
        var text = await File.ReadAllTextAsync(key);
        Assert.Equal(ExitCodes.Usage, (await Run.Execute("audit", "keygen", key)).ExitCode);
        Assert.Equal(text, await File.ReadAllTextAsync(key));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        await _run.ReviewAsync("First", Diffs.Clean);
        Assert.Contains("public key", (await _run.Execute("audit", "checkpoint", "--key", key + ".pub")).Error, StringComparison.Ordinal);
        Assert.Contains("no ECDSA key", (await _run.Execute("audit", "checkpoint", "--key", _run.Write("text", "hello"))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_has_a_line_per_event_and_goes_on_after_a_position()
    {
        await _run.ReviewAsync("First");
        var lines = (await _run.Execute("audit", "export")).Out.TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => (long)i), lines.Select(l => l.GetProperty("position").GetInt64()));
        Assert.Equal("First", lines[0].GetProperty("data").GetProperty("change").GetProperty("title").GetString());
        var file = _run.PathOf("events.jsonl");
        Assert.Equal(ExitCodes.Ok, (await _run.Execute("audit", "export", "--after", "2", "-o", file)).ExitCode);
        Assert.Equal(lines.Count - 2, File.ReadLines(file).Count());
        Assert.Equal(ExitCodes.Usage, (await _run.Execute("audit", "export", "-o", _run.PathOf("none/x"))).ExitCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.Created, ExitCodes.Ok, "kept in http://")]
    [InlineData(HttpStatusCode.Forbidden, ExitCodes.Internal, "answered 403")]
    public async Task A_checkpoint_is_handed_to_a_server(HttpStatusCode status, int expected, string said)
    {
        await _run.ReviewAsync("First", Diffs.Clean);
        using var server = new OneRequest(status);
        var (exitCode, output, error) = await _run.Execute("audit", "checkpoint", "-o", $"{server.Url}kept?sig=secret");
        Assert.Equal((expected, ""), (exitCode, output));
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        var (line, body) = await server.Request;
        Assert.StartsWith("PUT /kept?sig=secret ", line, StringComparison.Ordinal);
        Assert.Equal("local", JsonDocument.Parse(body).RootElement.GetProperty("tenant").GetString());
    }

    private async Task<(string Key, string Kept)> KeptAsync()
    {
        var (key, kept) = (_run.PathOf("key"), _run.PathOf("kept.jsonl"));
        await Run.Execute("audit", "keygen", key);
        await _run.ReviewAsync("First");
        Assert.Equal(ExitCodes.Ok, (await _run.Execute("audit", "checkpoint", "--key", key, "-o", kept)).ExitCode);
        return (key, kept);
    }

    private async Task<JsonElement> Broken(params string[] args)
    {
        var (exitCode, output, error) = await _run.Execute([.. args, "--json"]);
        Assert.True(exitCode == ExitCodes.Gate, error);
        return JsonDocument.Parse(output).RootElement;
    }
}
