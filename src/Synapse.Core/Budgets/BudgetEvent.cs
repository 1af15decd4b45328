namespace Synapse.Core.Budgets;

public abstract record BudgetEvent(DateTimeOffset At)
{
    /// <summary>The instant for which the ledger wakes up now; null when that has not changed.</summary>
    public DateTimeOffset? Tick { get; init; }

    public sealed record CapSet(string Scope, BudgetCap? Cap, string CommandId, DateTimeOffset At) : BudgetEvent(At);

    public sealed record PricesSet(PriceTable Table, DateTimeOffset At) : BudgetEvent(At);

    /// <param name="Scopes">Those in which a cap holds.</param>
    public sealed record Reserved(string Id, long MicroCredits, ValueList<string> Scopes, DateTimeOffset ExpiresAt, DateTimeOffset At) : BudgetEvent(At);

    /// <param name="Charges">What was paid, together never more than was reserved.</param>
    /// <param name="Rest">What comes back of the reservation.</param>
    /// <param name="Uncovered">What was charged beyond it.</param>
    public sealed record Settled(string Id, ValueList<BudgetCharge> Charges, long Rest, long Uncovered, DateTimeOffset At) : BudgetEvent(At);

    public sealed record Released(string Id, long MicroCredits, DateTimeOffset At) : BudgetEvent(At);

    /// <summary>Nobody settled in time; the credits came back.</summary>
    public sealed record Expired(string Id, long MicroCredits, DateTimeOffset At) : BudgetEvent(At);

    /// <summary>What is spent and reserved has reached a share of a cap at which a warning was asked for.</summary>
    public sealed record ThresholdReached(string Scope, DateTimeOffset Start, int BasisPoints, long Used, long Limit, DateTimeOffset At) : BudgetEvent(At);

    public sealed record Ticked(DateTimeOffset At) : BudgetEvent(At);
}
