using Synapse.Conformance.Budgets;

namespace Synapse.Core.Tests.Budgets;

public sealed class BudgetScheduleTests
{
    [Fact]
    public void Whatever_the_order_nothing_is_overspent_and_all_of_a_cap_can_be_used()
    {
        var figures = BudgetSchedules.Run(1, 5_000);
        Assert.Equal((0, 0, 0), (figures.Overspends, figures.WrongRefusals, figures.WrongRepeats));
        Assert.Equal(10_000, figures.LeastUsableBasisPoints);

        // Of every kind there was something to get wrong.
        Assert.All([figures.Repeats, figures.PartialGrants, figures.Refusals, figures.Settlements, figures.Uncovered, figures.Releases, figures.Expiries], count => Assert.True(count > 1_000));
    }
}
