using Orleans.CodeGeneration;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Client.Budgets;

/// <summary>The budgets and the ledger of a tenant, keyed <c>tenant/ledger</c>. A command is answered once its events are in the journal; a refusal is a value. An exception means that the cluster or its journal cannot be reached: send the same command, with the same id, again.</summary>
[Alias("synapse.IBudgetGrain")]
[Version(1)]
public interface IBudgetGrain : IAggregateGrain
{
    /// <inheritdoc cref="BudgetCommand.SetCap"/>
    [Alias("SetCap")]
    Task<Answer<BudgetReply>> SetCapAsync(BudgetCommand.SetCap command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BudgetCommand.SetPrices"/>
    [Alias("SetPrices")]
    Task<Answer<BudgetReply>> SetPricesAsync(BudgetCommand.SetPrices command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BudgetCommand.Reserve"/>
    [Alias("Reserve")]
    Task<Answer<BudgetReply>> ReserveAsync(BudgetCommand.Reserve command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BudgetCommand.Settle"/>
    [Alias("Settle")]
    Task<Answer<BudgetReply>> SettleAsync(BudgetCommand.Settle command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BudgetCommand.Release"/>
    [Alias("Release")]
    Task<Answer<BudgetReply>> ReleaseAsync(BudgetCommand.Release command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="BudgetCommand.Observe"/>
    [Alias("Observe")]
    Task<Answer<BudgetReply>> ObserveAsync(BudgetCommand.Observe command, CommandContext context, CancellationToken cancellationToken);
}
