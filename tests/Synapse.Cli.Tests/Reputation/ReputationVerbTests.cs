using Synapse.Cli.Tests.Journals;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reputation;

namespace Synapse.Cli.Tests.Reputation;

/// <summary>Reputations on a journal in a SQLite file.</summary>
public sealed class ReputationVerbTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Scores_are_shown_with_their_evidence_and_what_is_beside_them()
    {
        await JudgeAsync(6, 1);
        await _run.SeedAsync(async journal =>
        {
            var id = journal.IdOf(ReputationAggregate.Kind, "reader");
            await journal.SendAsync<ReputationCommand, ReputationReply>(id, new ReputationCommand.RecordService("1.0", 1_200, 40, journal.Now));
            await journal.SendAsync<ReputationCommand, ReputationReply>(id, new ReputationCommand.Rate(new Rating("1.0", new Rater("ann", "ann"), "review-1", 4, journal.Now)));
        });
        var version = Assert.Single(Assert.Single((await _run.Json("reputation", "show", "reader")).EnumerateArray()).GetProperty("reputation").EnumerateArray());
        var skill = Assert.Single(version.GetProperty("skills").EnumerateArray());
        Assert.Equal("security/csharp", skill.GetProperty("skill").GetString());
        Assert.InRange(skill.GetProperty("scoreBasisPoints").GetInt32(), 1, skill.GetProperty("meanBasisPoints").GetInt32() - 1);
        Assert.Equal(6 * Tally.One, skill.GetProperty("evidenceMillionths").GetProperty("correct").GetInt64(), Tally.One / 100d);
        Assert.Equal(1_200, version.GetProperty("service").GetProperty("medianMilliseconds").GetInt64());
        var (text, _) = await _run.Succeed("reputation", "show");
        Assert.Contains("security/csharp", text, StringComparison.Ordinal);
        Assert.Contains("4.0 of 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evidence_of_a_score_is_explained_row_by_row()
    {
        await JudgeAsync(2, 1);
        var explained = await _run.Json("reputation", "explain", "reader", "--skill", "security/csharp");
        var rows = explained.GetProperty("evidence").EnumerateArray().ToList();
        Assert.Equal(["finding-0", "finding-1", "finding-2"], rows.Select(r => r.GetProperty("subject").GetString()).Order());
        Assert.All(rows, r => Assert.Equal("truth", r.GetProperty("use").GetString()));
        var sum = explained.GetProperty("evidenceMillionths");
        Assert.Equal(sum.GetProperty("correct").GetInt64() + sum.GetProperty("wrong").GetInt64(), rows.Sum(r => r.GetProperty("weightMillionths").GetInt64()));
        Assert.Contains("finding-2", (await _run.Succeed("reputation", "explain", "reader", "--skill", "security/csharp")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_agents_skills_and_versions_are_refused_with_what_there_is()
    {
        await JudgeAsync(1, 0);
        Assert.Contains("did you mean 'reader'?", await _run.Refused("reputation", "show", "raeder"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'reader'?", await _run.Refused("reputation", "explain", "raeder", "--skill", "security/csharp"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'security/csharp'?", await _run.Refused("reputation", "explain", "reader", "--skill", "security/chsarp"), StringComparison.Ordinal);
        Assert.Contains("such as security/csharp", await _run.Refused("reputation", "explain", "reader", "--skill", "security"), StringComparison.Ordinal);
        Assert.Contains("judged were 1.0", await _run.Refused("reputation", "explain", "reader", "--skill", "security/csharp", "--of-version", "7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_journal_has_no_reputations()
    {
        await _run.SeedAsync(_ => Task.CompletedTask);
        Assert.Empty((await _run.Json("reputation", "show")).EnumerateArray());
        Assert.Contains("nobody has judged", (await _run.Succeed("reputation", "show")).Error, StringComparison.Ordinal);
        Assert.Contains("nobody has judged", await _run.Refused("reputation", "show", "reader"), StringComparison.Ordinal);
    }

    private Task JudgeAsync(int right, int wrong) => _run.SeedAsync(async journal =>
    {
        for (var i = 0; i < right + wrong; i++)
        {
            var judgement = new Judgement("1.0", new Capability(Category.Security, "csharp"), EvidenceSource.Test, i < right, $"finding-{i}", new Rater("ci", "ci"), new Confidence(9_000), journal.Now);
            Assert.Null((await journal.SendAsync<ReputationCommand, ReputationReply>(journal.IdOf(ReputationAggregate.Kind, "reader"), new ReputationCommand.Judge(judgement))).Refusal);
        }
    });
}
