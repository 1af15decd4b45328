using Synapse.Core.Budgets;
using Synapse.Core.Kernel;

namespace Synapse.Core.Tests.Budgets;

public sealed class BudgetTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private BudgetState _state = BudgetState.Empty;
    private int _commands;

    [Fact]
    public void What_a_review_has_spent_counts_when_it_comes_back_for_more()
    {
        Cap(BudgetScopes.Review, BudgetPeriod.None);
        Spend("first", 80, Midnight, "");
        Assert.Equal(20, Reserve("second", 80, Midnight, ""));
    }

    [Fact]
    public void A_clock_that_is_set_back_over_midnight_finds_what_was_spent_on_both_days()
    {
        Cap(BudgetScopes.Tenant, BudgetPeriod.Day);
        Spend("yesterday", 70, Midnight.AddSeconds(-1), "");
        Spend("today", 80, Midnight, "");
        Assert.Equal(30, Reserve("set back", 100, Midnight.AddSeconds(-1), ""));
        Assert.Equal(20, Reserve("set right", 100, Midnight, ""));
    }

    [Fact]
    public void A_repository_keeps_what_it_has_spent_when_it_gets_a_cap_of_its_own()
    {
        Cap("repository:*", BudgetPeriod.None);
        Assert.Equal(10, Reserve("open", 10, Midnight, "r"));
        Cap("repository:r", BudgetPeriod.None);
        Do(new BudgetCommand.SetCap("repository:*", null), Midnight);
        Do(new BudgetCommand.Settle("open", [new BudgetCharge("p", "agent 1", 10, "1")]), Midnight);
        Assert.Equal(90, Reserve("next", 100, Midnight, "r"));
    }

    private void Cap(string scope, BudgetPeriod period) => Do(new BudgetCommand.SetCap(scope, new BudgetCap(100, period, [])), Midnight);

    private void Spend(string id, long microCredits, DateTimeOffset now, string repository)
    {
        Assert.Equal(microCredits, Reserve(id, microCredits, now, repository));
        Do(new BudgetCommand.Settle(id, [new BudgetCharge("p", "agent 1", microCredits, "1")]), now);
    }

    private long Reserve(string id, long microCredits, DateTimeOffset now, string repository) =>
        Do(new BudgetCommand.Reserve(id, microCredits, 1, BudgetScopes.Of("v", repository, ""), now.AddHours(1)), now).Granted;

    private BudgetReply Do(BudgetCommand command, DateTimeOffset now)
    {
        var decision = BudgetDecider.Decide(_state, command, new Facts(now, "tester", $"c{_commands++}"));
        _state = decision.Events.Aggregate(_state, BudgetState.Evolve);
        Assert.Null(decision.Refusal);
        return decision.Reply!;
    }
}
