using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Cli.Tests.Agents;
using Synapse.Cli.Tests.Journals;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Core.Marketplace;
using Synapse.Hosting;

namespace Synapse.Cli.Tests.Market;

/// <summary>The market on a journal in a SQLite file, and reviews that hire on it.</summary>
public sealed class MarketVerbTests : IDisposable
{
    private const string Diff = "--- a/x.py\n+++ b/x.py\n@@ -0,0 +1,2 @@\n+import os\n+os.system(input())\n";

    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Listings_are_found_by_a_word()
    {
        await RegisterAsync("security", "security", 10_000);
        await RegisterAsync("secrets", "secrets", 0);
        Assert.Equal(["secrets", "security"], Agents(await _run.Json("market", "listings")));
        Assert.Equal(["security"], Agents(await _run.Json("market", "listings", "SECURITY/")));
        Assert.Contains("10,000 micro-credits for each change", (await _run.Succeed("market", "listings", "security/")).Out, StringComparison.Ordinal);
        var (none, said) = await _run.Succeed("market", "listings", "zzz");
        Assert.Empty(none);
        Assert.Contains("has 'zzz' in it", said, StringComparison.Ordinal);
        var (page, more) = await _run.Succeed("market", "listings", "--limit", "1");
        Assert.Equal(2, page.TrimEnd().Split('\n').Length);
        Assert.Contains("the first 1 of 2", more, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_match_says_whom_it_would_choose_within_the_budget_and_records_nothing()
    {
        await RegisterAsync("security", "security", 10_000);
        await RegisterAsync("secrets", "secrets", 0);
        var before = await _run.Succeed("budget", "ledger");
        var rich = await MatchAsync("10000");
        Assert.Equal(["secrets", "security"], Agents(rich.GetProperty("chosen")).Order());
        Assert.Equal(10_000, rich.GetProperty("priceMicroCredits").GetInt64());
        var poor = await MatchAsync("9999");
        Assert.Equal(["secrets"], Agents(poor.GetProperty("chosen")));
        Assert.Equal("aboveBudget", poor.GetProperty("candidates").EnumerateArray().Single(c => c.GetProperty("agent").GetString() == "security").GetProperty("result").GetString());
        Assert.Equal(1, poor.GetProperty("notChosen").GetProperty("aboveBudget").GetInt32());

        var (text, _) = await _run.Succeed("market", "match", _run.Write("c.diff", Diff), "--budget", "9999");
        Assert.Contains("above budget", text, StringComparison.Ordinal);
        Assert.Equal(before, await _run.Succeed("budget", "ledger"));
        Assert.Empty((await _run.Json("market", "figures")).EnumerateArray());
        Assert.Empty(await _run.Ids());
    }

    [Fact]
    public async Task Without_a_budget_what_is_left_of_the_cap_counts()
    {
        await RegisterAsync("security", "security", 10_000);
        await _run.Succeed("budget", "set", "tenant", "5000");
        Assert.Empty(Agents((await MatchAsync()).GetProperty("chosen")));
        await _run.Succeed("budget", "set", "tenant", "10000");
        Assert.Equal(["security"], Agents((await MatchAsync()).GetProperty("chosen")));
    }

    [Fact]
    public async Task A_suspended_agent_is_not_chosen()
    {
        await RegisterAsync("security", "security", 10);
        await _run.Succeed("agents", "suspend", "security", "--reason", "it is being mended");
        Assert.Equal("unavailable", Assert.Single((await MatchAsync()).GetProperty("candidates").EnumerateArray()).GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_third_party_needs_an_approval_of_somebody_else()
    {
        await RegisterAsync("security", "security", 10, isThirdParty: true);
        Assert.Equal("notApproved", Assert.Single((await MatchAsync()).GetProperty("candidates").EnumerateArray()).GetProperty("result").GetString());
        Assert.Contains("cannot approve its own", await _run.Refused("market", "approve", "security", "--by", "acme"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'security'?", await _run.Refused("market", "approve", "securty", "--by", "ann"), StringComparison.Ordinal);
        await _run.Succeed("market", "approve", "security", "--by", "ann");
        Assert.Equal(["security"], Agents((await MatchAsync()).GetProperty("chosen")));
    }

    [Fact]
    public async Task The_choice_of_a_review_is_explained_as_it_is_recorded_and_counted()
    {
        await RegisterAsync("security", "security", 10_000);
        await using (var synapse = await EmbeddedSynapse.StartAsync(new EmbeddedOptions("local", "tests") { File = _run.File }, TimeProvider.System, NullLoggerFactory.Instance))
        {
            var ticket = (await synapse.SubmitAsync(new ReviewSubmission("hired", Diff))).Required();
            await foreach (var _ in synapse.FollowAsync(ticket.ReviewId))
            {
            }
        }

        var explained = await _run.Json("market", "explain", "hired");
        Assert.Equal(["security"], Agents(explained.GetProperty("chosen")));
        Assert.Equal(10_000, explained.GetProperty("priceMicroCredits").GetInt64());
        Assert.Contains("10,000 micro-credits", (await _run.Succeed("market", "explain", "hir")).Out, StringComparison.Ordinal);
        await _run.SeedAsync(async journal => Assert.Equal(10_000, (await journal.BudgetAsync()).Accounts.Find("earned:acme") + (await journal.BudgetAsync()).Accounts.Find("reserved")));
        Assert.Contains(MarketState.KeyOf(new(Synapse.Core.Findings.Category.Security, "python")), (await _run.Succeed("market", "figures")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_that_no_market_staffed_says_who_did()
    {
        await _run.ReviewAsync("Plain");
        Assert.Contains("the list of coordinator did", await _run.Refused("market", "explain", Assert.Single(await _run.Ids())), StringComparison.Ordinal);
        Assert.Contains("there is no review 'zz'", await _run.Refused("market", "explain", "zz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_market_chooses_nobody()
    {
        await _run.SeedAsync(_ => Task.CompletedTask);
        Assert.Contains("nothing is on the market", (await _run.Succeed("market", "listings")).Error, StringComparison.Ordinal);
        Assert.Contains("NOBODY IS CHOSEN", (await _run.Succeed("market", "match", _run.Write("c.diff", Diff))).Out, StringComparison.Ordinal);
        Assert.Contains("whole number of micro-credits", await _run.Refused("market", "match", _run.Write("c.diff", Diff), "--budget", "much"), StringComparison.Ordinal);
        Assert.Contains("there is no file", await _run.Refused("market", "match", "nowhere.diff"), StringComparison.Ordinal);
    }

    private Task RegisterAsync(string agent, string category, long price, bool isThirdParty = false) => _run.Succeed("agents", "register", _run.Write($"{agent}.json", $$"""
        {
          "id": "{{agent}}", "kind": "specialist", "version": "1", "publisher": "acme", "licence": "MIT", "capabilities": [{ "category": "{{category}}" }],
          "market": { "level": "senior", "price": { "fixed": { "microCredits": {{price}} } }, "deadlineMilliseconds": 5000, "thirdParty": {{(isThirdParty ? "true" : "false")}} }
        }
        """));

    private Task<JsonElement> MatchAsync(string? budget = null) => _run.Json(["market", "match", _run.Write("c.diff", Diff), .. budget is null ? (string[])[] : ["--budget", budget]]);

    private static IEnumerable<string?> Agents(JsonElement array) => array.EnumerateArray().Select(a => a.GetProperty("agent").GetString());
}
