using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Budgets;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Budgets;

/// <summary>Budget commands as calls of the typed grain.</summary>
internal static class BudgetRoute
{
    public static Task<Answer<BudgetReply>> SendAsync(IGrainFactory grains, AggregateId id, BudgetCommand command, CommandContext context)
    {
        var budget = grains.GetGrain<IBudgetGrain>(GrainKeys.Of(id));
        return command switch
        {
            BudgetCommand.SetCap c => budget.SetCapAsync(c, context, CancellationToken.None),
            BudgetCommand.SetPrices c => budget.SetPricesAsync(c, context, CancellationToken.None),
            BudgetCommand.Reserve c => budget.ReserveAsync(c, context, CancellationToken.None),
            BudgetCommand.Settle c => budget.SettleAsync(c, context, CancellationToken.None),
            BudgetCommand.Release c => budget.ReleaseAsync(c, context, CancellationToken.None),
            BudgetCommand.Observe c => budget.ObserveAsync(c, context, CancellationToken.None),
            _ => throw new InvalidOperationException($"no grain method takes a {command.GetType().Name}"),
        };
    }
}
