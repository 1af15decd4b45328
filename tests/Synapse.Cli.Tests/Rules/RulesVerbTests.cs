using Synapse.Cli.Commands.Rules;
using Synapse.Cli.Tests.Journals;
using Synapse.Core.Reviews;

namespace Synapse.Cli.Tests.Rules;

public sealed class RulesVerbTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_new_rule_passes_its_test_and_is_not_written_over()
    {
        string[] make = ["rules", "new", "py.own", "--language", "python", "--folder", _run.PathOf("own")];
        var (exitCode, file, error) = await Review.Run.Execute(make);
        Assert.True(exitCode == ExitCodes.Ok, error);
        Assert.Equal(ExitCodes.Ok, (await Review.Run.Execute("rules", "test", file.Trim())).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await Review.Run.Execute("explain", "py.own", "--rules", _run.PathOf("."))).ExitCode);
        var before = File.ReadAllText(file.Trim());
        var again = await Review.Run.Execute(make);
        Assert.Equal(ExitCodes.Usage, again.ExitCode);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file.Trim()));
    }

    [Theory]
    [InlineData("py.own", "pyton", "did you mean 'python'?")]
    [InlineData("py own", "python", "is no id of a rule")]
    public async Task What_cannot_be_a_rule_is_refused(string id, string language, string said)
    {
        var (exitCode, output, error) = await Review.Run.Execute("rules", "new", id, "--language", language, "--folder", _run.PathOf("own"));
        Assert.Equal((ExitCodes.Usage, ""), (exitCode, output));
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.PathOf("own")));
    }

    [Fact]
    public async Task A_broken_pack_is_told_by_file_and_line()
    {
        var file = _run.Write("broken.yaml", "pack: own\nrules:\n  - id: own.rule\n    nonsense: 1\n");
        var (exitCode, output, _) = await Review.Run.Execute("rules", "test", file);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains($"{file}:4: unknown key 'nonsense'", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await Review.Run.Execute("rules", "test", _run.PathOf("nowhere"))).ExitCode);
    }

    [Fact]
    public async Task Documents_are_the_same_each_time()
    {
        var (exitCode, output, _) = await Review.Run.Execute("rules", "docs", "--pack", "orleans", "--out", _run.PathOf("docs"));
        Assert.Equal((ExitCodes.Ok, _run.PathOf("docs/orleans.md")), (exitCode, output.Trim()));
        Assert.Equal((await Review.Run.Execute("rules", "docs", "--pack", "orleans")).Out, File.ReadAllText(output.Trim()));
        Assert.StartsWith("## py.eval\n", (await Review.Run.Execute("rules", "docs", "py.eval")).Out, StringComparison.Ordinal);
        Assert.Contains("did you mean 'py.eval'?", (await Review.Run.Execute("rules", "docs", "py.evla")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_follow_the_answers_of_people()
    {
        await _run.SeedAsync(_ => Task.CompletedTask);
        var (_, empty) = await _run.Succeed("rules", "stats");
        Assert.Contains("no review here has a finding yet", empty, StringComparison.Ordinal);
        await _run.ReviewAsync("one");
        var review = Assert.Single(await _run.Ids());
        await _run.SeedAsync(async journal =>
        {
            var id = journal.IdOf(ReviewAggregate.Kind, review);
            var verdict = (await journal.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.Observe())).Reply!.Verdict!;
            var finding = verdict.Findings[0].Fingerprint.Primary;
            foreach (var (actor, kind) in new[] { ("ann", FindingAnswerKind.FalsePositive), ("ann", FindingAnswerKind.Accepted), ("bob", FindingAnswerKind.WontFix), ("cem", FindingAnswerKind.FalsePositive) })
            {
                Assert.Null((await journal.SendAsync<ReviewCommand, ReviewReply>(id, new ReviewCommand.AnswerFinding(finding, kind, "because"), actor)).Refusal);
            }
        });
        var row = (await _run.Json("rules", "stats")).EnumerateArray().Single(r => r.TryGetProperty("precision", out var _));
        Assert.Equal((2, 1, 0.6667), (row.GetProperty("accepted").GetInt32(), row.GetProperty("rejected").GetInt32(), row.GetProperty("precision").GetDouble()));
        Assert.Contains("67 %", (await _run.Succeed("rules", "stats")).Out, StringComparison.Ordinal);
    }

    /// <summary>By hand: z = 1.645, z² = 2.706; 8 of 10: centre (0.8 + 0.1353) / 1.2706 = 0.7361, half 1.645 / 1.2706 × √(0.016 + 0.006764) = 0.1953.</summary>
    [Fact]
    public void The_interval_is_Wilsons()
    {
        var (low, high) = new RuleStanding("r", 10, 8, 2).Interval();
        Assert.Equal(0.5408, low, 3);
        Assert.Equal(0.9314, high, 3);
        Assert.Equal(1, new RuleStanding("r", 3, 3, 0).Interval().High, 6);
        Assert.InRange(new RuleStanding("r", 3, 3, 0).Interval().Low, 0.5, 0.6);
    }
}
