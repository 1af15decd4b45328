using Synapse.Cluster.Client.Budgets;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster.Budgets;

/// <summary>The ledger of one tenant: the single writer of its credits.</summary>
[GrainType("synapse.budget")]
public sealed class BudgetGrain(StoredForm<BudgetState, BudgetEvent> form, AggregateServices services, WakeBook wakes, HostSettings host)
    : AggregateGrain<BudgetAggregate, BudgetState, BudgetCommand, BudgetEvent, BudgetReply>(form, services, wakes, host), IBudgetGrain
{
    public Task<Answer<BudgetReply>> SetCapAsync(BudgetCommand.SetCap command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BudgetReply>> SetPricesAsync(BudgetCommand.SetPrices command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BudgetReply>> ReserveAsync(BudgetCommand.Reserve command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BudgetReply>> SettleAsync(BudgetCommand.Settle command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BudgetReply>> ReleaseAsync(BudgetCommand.Release command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<BudgetReply>> ObserveAsync(BudgetCommand.Observe command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);
}
