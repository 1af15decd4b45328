using FsCheck;
using FsCheck.Fluent;
using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Runtime.Budgets;
using Synapse.Runtime.Json;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Budgets;

public sealed class BudgetLawsTests : AggregateLaws<BudgetAggregate, BudgetState, BudgetCommand, BudgetEvent, BudgetReply>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override IEventCodec<BudgetEvent> Events { get; } = new BudgetEventCodec();

    protected override IStateCodec<BudgetState>? States { get; } = new BudgetStateCodec();

    protected override Gen<BudgetCommand> Commands
    {
        get
        {
            var id = Gen.Choose(0, 9).Select(n => $"r{n}");
            var charges = from count in Gen.Choose(0, 2) from amount in Gen.Choose(-1, 60) select Enumerable.Range(0, count).Select(i => new BudgetCharge($"p{i}", "agent 1", amount, "v1")).ToValueList();
            return Gen.Frequency(
                (3, from scope in Gen.Elements("tenant", "review", "repository:*", "repository:x", "team:y", "nonsense")
                    from limit in Gen.Elements(-1, 50, 120, 300)
                    from period in Gen.Elements(Enum.GetValues<BudgetPeriod>())
                    select (BudgetCommand)new BudgetCommand.SetCap(scope, limit == 120 && scope == "team:y" ? null : new BudgetCap(limit, period, BudgetCap.UsualWarnings))),
                (1, Gen.Elements(1, 2, -1).Select(p => (BudgetCommand)new BudgetCommand.SetPrices(new PriceTable("v1", new[] { "m" }.ToValueMap(m => m, _ => new TokenPrice(p, p, p)))))),
                (9, from name in id from amount in Gen.Choose(0, 60) from least in Gen.Elements(0, 1, 60) from seconds in Gen.Elements(-5, 100, 900, 90_000) from repository in Gen.Elements("", "x", "z") from team in Gen.Elements("", "y")
                    select (BudgetCommand)new BudgetCommand.Reserve(name, amount, least, BudgetScopes.Of(name, repository, team), Start.AddSeconds(seconds))),
                (4, from name in id from all in charges select (BudgetCommand)new BudgetCommand.Settle(name, all)),
                (2, id.Select(name => (BudgetCommand)new BudgetCommand.Release(name))),
                (4, Gen.Constant((BudgetCommand)new BudgetCommand.Expire())),
                (1, id.Select(name => (BudgetCommand)new BudgetCommand.Observe(BudgetScopes.Of(name, "x", "")))));
        }
    }

    [Fact]
    public void Every_entry_and_all_balances_sum_to_zero() => ForAllHistories(history =>
    {
        Assert.All(history.Events, e => Assert.Equal(0, Ledger.Of(e).Sum(p => p.MicroCredits)));
        Assert.Equal(0, history.End.Accounts.Values.Sum());
        Assert.Equal(history.End.Reservations.Values.Sum(r => r.MicroCredits), history.End.Accounts.Find(Ledger.Reserved));
    });

    /// <summary>A cap that is lowered below what is used stops what comes; it takes nothing back.</summary>
    [Fact]
    public void Nothing_is_granted_beyond_a_cap() => ForAllHistories(history => Assert.All(history.Steps, step =>
    {
        foreach (var reserved in step.Decision.Events.OfType<BudgetEvent.Reserved>())
        {
            foreach (var scope in reserved.Scopes)
            {
                var (on, cap) = step.After.CapOf(scope)!.Value;
                var window = step.After.WindowOf(scope, on, cap, reserved.At);
                Assert.True(reserved.MicroCredits == 0 || window.Spent + window.Reserved <= cap.LimitMicroCredits, $"{scope}: {window} beyond {cap.LimitMicroCredits}");
            }
        }
    }));

    [Fact]
    public void A_window_is_what_its_reservations_make_of_it() => ForAllHistories(history => Assert.All(history.End.Windows, window =>
    {
        var open = history.End.Reservations.Values.Where(r => r.Windows.Contains(window.Key)).ToList();
        Assert.Equal((open.Count, open.Sum(r => r.MicroCredits)), (window.Value.Open, window.Value.Reserved));
    }));
}
