using System.Text.Json;
using Synapse.Cli.Journals;
using Synapse.Cli.Tests.Journals;
using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;

namespace Synapse.Cli.Tests.Budgets;

/// <summary>Caps and the ledger on a journal in a SQLite file.</summary>
public sealed class BudgetVerbTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_cap_is_set_bounds_what_is_reserved_and_can_be_taken_away()
    {
        await _run.Succeed("budget", "set", "tenant", "1000", "--period", "day", "--warn", "50");
        await _run.SeedAsync(async journal =>
        {
            Assert.Equal(RefusalCode.Exhausted, (await Send(journal, Reserve("r1", 1_001))).Refusal?.Code);
            Assert.Null((await Send(journal, Reserve("r2", 600))).Refusal);
        });
        var cap = Assert.Single((await _run.Json("budget", "show")).GetProperty("caps").EnumerateArray());
        Assert.Equal(("tenant", "day"), (cap.GetProperty("scope").GetString(), cap.GetProperty("period").GetString()));
        Assert.Equal((1_000, 0, 600, 400), (Amount(cap, "limit"), Amount(cap, "spent"), Amount(cap, "reserved"), Amount(cap, "left")));
        Assert.Equal([5_000], cap.GetProperty("warnAtBasisPoints").EnumerateArray().Select(w => w.GetInt32()));

        await _run.Succeed("budget", "set", "tenant", "--none");
        Assert.Empty((await _run.Json("budget", "show")).GetProperty("caps").EnumerateArray());
        await _run.SeedAsync(async journal => Assert.Null((await Send(journal, Reserve("r3", 5_000))).Refusal));
    }

    [Fact]
    public async Task The_ledger_lists_every_entry_with_balances_that_sum_to_zero()
    {
        await _run.SeedAsync(async journal =>
        {
            await Send(journal, Reserve("r1", 1_000));
            await Send(journal, new BudgetCommand.Settle("r1", [new BudgetCharge("acme", "reader 1", 700, "main/reader#1")]));
            await Send(journal, Reserve("r2", 250));
            await Send(journal, new BudgetCommand.Release("r2"));
        });
        var ledger = await _run.Json("budget", "ledger");
        var entries = ledger.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["reserved for r1", "settled r1: reader 1", "reserved for r2", "released r2"], entries.Select(e => e.GetProperty("what").GetString()));
        Assert.All(entries, e => Assert.Equal(0, e.GetProperty("postings").EnumerateArray().Sum(p => p.GetProperty("microCredits").GetInt64())));
        Assert.Equal(0, ledger.GetProperty("sumMicroCredits").GetInt64());
        Assert.Equal(700, ledger.GetProperty("totalsMicroCredits").GetProperty("earned:acme").GetInt64());
        Assert.Equal(-950, entries[2].GetProperty("postings")[0].GetProperty("balanceMicroCredits").GetInt64());
        var balances = (await _run.Json("budget", "show")).GetProperty("balancesMicroCredits");
        Assert.True(JsonElement.DeepEquals(ledger.GetProperty("totalsMicroCredits"), balances));
        Assert.Contains("earned:acme  700", (await _run.Succeed("budget", "ledger")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_the_ledger_follow_each_other_with_the_totals_of_all_of_it()
    {
        await _run.SeedAsync(async journal =>
        {
            for (var i = 0; i < 3; i++)
            {
                await Send(journal, Reserve($"r{i}", 100));
            }
        });
        var first = await _run.Json("budget", "ledger", "--limit", "2");
        Assert.Equal(300, first.GetProperty("totalsMicroCredits").GetProperty("reserved").GetInt64());
        var rest = await _run.Json("budget", "ledger", "--limit", "2", "--after", first.GetProperty("next").GetRawText());
        var entry = Assert.Single(rest.GetProperty("entries").EnumerateArray());
        Assert.Equal("reserved for r2", entry.GetProperty("what").GetString());
        Assert.Equal(300, entry.GetProperty("postings")[1].GetProperty("balanceMicroCredits").GetInt64());
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_cap_of_each_of_many_shows_itself_and_those_in_use()
    {
        await _run.Succeed("budget", "set", "repository:*", "1000");
        await _run.SeedAsync(journal => Send(journal, Reserve("r1", 100, "repository:shop")));
        var (text, _) = await _run.Succeed("budget", "show");
        Assert.Contains("repository:* (each)", text, StringComparison.Ordinal);
        Assert.Contains("repository:shop", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_journal_is_told_of_in_words()
    {
        await _run.SeedAsync(_ => Task.CompletedTask);
        Assert.Contains("there is no cap", (await _run.Succeed("budget", "show")).Error, StringComparison.Ordinal);
        Assert.Contains("no credits have moved yet", (await _run.Succeed("budget", "ledger")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is no limit", "tenant", "12.5")]
    [InlineData("cannot have a cap", "repo:x", "1")]
    [InlineData("--none", "tenant")]
    [InlineData("--none", "tenant", "1", "--none")]
    [InlineData("--warn 101", "tenant", "1", "--warn", "101")]
    [InlineData("--warn 0", "tenant", "1", "--warn", "0")]
    [InlineData("year", "tenant", "1", "--period", "year")]
    public async Task What_is_no_cap_is_refused(string reason, params string[] args) =>
        Assert.Contains(reason, await _run.Refused(["budget", "set", .. args]), StringComparison.Ordinal);

    private static BudgetCommand Reserve(string id, long amount, string scope = "tenant") => new BudgetCommand.Reserve(id, amount, amount, [scope], DateTimeOffset.UtcNow.AddHours(1));

    private static Task<Answer<BudgetReply>> Send(TenantJournal journal, BudgetCommand command) => journal.SendAsync<BudgetCommand, BudgetReply>(BudgetAggregate.IdOf("local"), command);

    private static long Amount(JsonElement cap, string name) => cap.GetProperty(name + "MicroCredits").GetInt64();
}
