namespace Synapse.Core.Budgets;

public abstract record BudgetCommand
{
    /// <summary>Sets the cap of a scope; null takes it away.</summary>
    public sealed record SetCap(string Scope, BudgetCap? Cap) : BudgetCommand;

    public sealed record SetPrices(PriceTable Table) : BudgetCommand;

    /// <summary>Keeps credits for work that is about to begin: as many as wanted, or what is left where that is enough. The same id again is answered with what it got.</summary>
    /// <param name="AtLeast">Less than this is of no use; refused as exhausted when there is not so much in each scope.</param>
    /// <param name="ExpiresAt">When the credits come back by themselves, should nobody settle.</param>
    public sealed record Reserve(string Id, long MicroCredits, long AtLeast, ValueList<string> Scopes, DateTimeOffset ExpiresAt) : BudgetCommand;

    /// <summary>Pays for what was used out of a reservation and gives the rest back.</summary>
    public sealed record Settle(string Id, ValueList<BudgetCharge> Charges) : BudgetCommand;

    /// <summary>Gives all of a reservation back.</summary>
    public sealed record Release(string Id) : BudgetCommand;

    /// <summary>Reservations may have expired.</summary>
    public sealed record Expire : BudgetCommand;

    /// <summary>Changes nothing; the reply says how much is left in the scopes.</summary>
    public sealed record Observe(ValueList<string> Scopes) : BudgetCommand;
}
