using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Contracts;
using Synapse.Contracts.Agents;
using Synapse.Contracts.Reviews;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Hosting.Marketplace;

namespace Synapse.Hosting.Tests;

/// <summary>An agent that runs elsewhere, with its own key.</summary>
public sealed class AgentDeskTests : IAsyncLifetime
{
    private const string Tenant = "acme";
    private const string Agent = "far";
    private const string Key = "a long and secret key";
    private const string Diff = "--- a/x.py\n+++ b/x.py\n@@ -0,0 +1,2 @@\n+import os\n+os.system(input())\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("synapse-agent-").FullName;
    private EmbeddedSynapse _synapse = null!;
    private int _commands;

    public async ValueTask InitializeAsync()
    {
        _synapse = await EmbeddedSynapse.StartAsync(new EmbeddedOptions(Tenant, "tests") { File = Path.Combine(_folder, "journal.db") }, TimeProvider.System, NullLoggerFactory.Instance);
        var skill = new Capability(Category.Security, "*");
        var profile = new AgentProfile(AgentKind.Remote, "1.0.0", new string('a', 64), AgentTier.Deep, "", [skill], [], 0, "far-away", "MIT", "", "", []);
        await AgentAsync(new AgentCommand.Register(profile));
        await AgentAsync(new AgentCommand.SetKey(AgentKey.HashOf(Key)));
        await AgentAsync(new AgentCommand.SetStatus(AgentStatus.Active, ""));
        var listing = new Listing(Agent, "1.0.0", "far-away", ListingTier.Junior, [skill], ListingLimits.None, [], new ListingPrice.Fixed(100), new ListingSla(TimeSpan.FromSeconds(30), 9_900), "MIT", false, true);
        Assert.Null((await SendAsync<MarketCommand, MarketReply>(MarketAggregate.Kind, ReviewMarket.Name, new MarketCommand.Publish(listing, 0))).Refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await _synapse.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_takes_the_work_it_was_hired_for_and_its_report_is_in_the_verdict()
    {
        (await _synapse.SubmitAsync(new ReviewSubmission("one", Diff))).Required();
        var work = await ClaimAsync();
        Assert.Equal(("one", "1.0.0"), (work.ReviewId, work.Version));
        Assert.Contains("+os.system(input())", work.Diff, StringComparison.Ordinal);
        Assert.False((await _synapse.Agents.ExtendAsync(Tenant, Agent, Key, work)).Required().IsStale);

        var finding = new AgentFinding("far.shell", "Shell", "security", "high", 0.9m, "x.py", 2, 2, "what is typed runs", "do not");
        Assert.False((await _synapse.Agents.ReportAsync(Tenant, Agent, Key, work, new AgentReport([finding]) { DurationMs = 5, CostMicroCredits = 7 }, CancellationToken.None)).Required().IsStale);
        await foreach (var _ in _synapse.FollowAsync("one", TestContext.Current.CancellationToken))
        {
        }

        var report = (await _synapse.ReadReportAsync("one")).Required();
        Assert.Equal(("complete", "high", 7L, (long?)100L), (report.Status, report.Severity, report.Metadata.CostMicroCredits, report.Metadata.PriceMicroCredits));
        Assert.Equal(("far.shell", "os.system(input())"), (report.Findings.Single().RuleId, report.Findings.Single().Evidence.Single().Snippet));
    }

    [Fact]
    public async Task Without_its_key_it_gets_nothing_and_when_it_is_suspended_neither()
    {
        Assert.Equal("denied", (await _synapse.Agents.ClaimAsync(Tenant, Agent, "another key", "c", 1, CancellationToken.None)).Problem!.Code);
        Assert.Equal("denied", (await _synapse.Agents.ClaimAsync(Tenant, "nobody", Key, "c", 1, CancellationToken.None)).Problem!.Code);
        await AgentAsync(new AgentCommand.SetStatus(AgentStatus.Suspended, "it is noisy"));
        Assert.Contains("it is noisy", (await _synapse.Agents.ClaimAsync(Tenant, Agent, Key, "c", 1, CancellationToken.None)).Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y.py", 1, "security", "is no file of the change")]
    [InlineData("x.py", 0, "security", "lines count from 1")]
    [InlineData("x.py", 1, "beauty", "closed lists")]
    public async Task A_report_that_does_not_fit_says_what_is_wrong(string path, int line, string category, string problem)
    {
        (await _synapse.SubmitAsync(new ReviewSubmission("one", Diff))).Required();
        var finding = new AgentFinding("far.shell", "Shell", category, "high", 0.9m, path, line, line, "what is typed runs", "do not");
        var answer = await _synapse.Agents.ReportAsync(Tenant, Agent, Key, await ClaimAsync(), new AgentReport([finding]), CancellationToken.None);
        Assert.Contains(problem, answer.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_it_gives_up_for_good_is_told_in_the_verdict()
    {
        (await _synapse.SubmitAsync(new ReviewSubmission("one", Diff))).Required();
        (await _synapse.Agents.FailAsync(Tenant, Agent, Key, await ClaimAsync(), "the model is gone", isPermanent: true)).Required();
        await foreach (var _ in _synapse.FollowAsync("one", TestContext.Current.CancellationToken))
        {
        }

        var report = (await _synapse.ReadReportAsync("one")).Required();
        Assert.Contains(report.Escalations, e => e.Contains("the model is gone", StringComparison.Ordinal));
        Assert.Equal(0, report.Metadata.PriceMicroCredits);
    }

    private async Task<AgentWork> ClaimAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var claim = 0; ; claim++)
        {
            if ((await _synapse.Agents.ClaimAsync(Tenant, Agent, Key, $"c{claim}", 1, bound.Token)).Required().Work is [var work])
            {
                return work;
            }

            await Task.Delay(5, bound.Token);
        }
    }

    private async Task AgentAsync(AgentCommand command) => Assert.Null((await SendAsync<AgentCommand, AgentReply>(AgentAggregate.Kind, Agent, command)).Refusal);

    private Task<Answer<TReply>> SendAsync<TCommand, TReply>(string kind, string id, TCommand command)
        where TReply : class => _synapse.Engine.SendAsync<TCommand, TReply>(new AggregateId(Tenant, kind, id), command, "tests", $"test/{_commands++}");
}
