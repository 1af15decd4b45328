using Synapse.Core.Kernel;

namespace Synapse.Core.Budgets;

/// <summary>The budgets and the ledger of a tenant, as the engine hosts them.</summary>
public sealed class BudgetAggregate : IAggregate<BudgetState, BudgetCommand, BudgetEvent, BudgetReply>
{
    /// <summary>The id of the one ledger of a tenant.</summary>
    public const string LedgerId = "ledger";

    private BudgetAggregate()
    {
    }

    public static string Kind => "budget";

    public static BudgetState Empty => BudgetState.Empty;

    public static AggregateId IdOf(string tenant) => new(tenant, Kind, LedgerId);

    public static Decision<BudgetEvent, BudgetReply> Decide(BudgetState state, BudgetCommand command, Facts facts) => BudgetDecider.Decide(state, command, facts);

    public static BudgetState Evolve(BudgetState state, BudgetEvent @event) => BudgetState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, BudgetState state, BudgetEvent @event) => BudgetReactor.React(id, @event);

    public static bool IsQuestion(BudgetCommand command) => command is BudgetCommand.Observe;

    public static BudgetCommand OnTimer(string name) => new BudgetCommand.Expire();
}
