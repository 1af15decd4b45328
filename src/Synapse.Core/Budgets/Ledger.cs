namespace Synapse.Core.Budgets;

/// <summary>One side of an entry.</summary>
public sealed record LedgerPosting(string Account, long MicroCredits);

/// <summary>
/// Double-entry bookkeeping: what each event takes from some accounts it gives to others, so that the postings of every entry, and with them all balances,
/// sum to zero. Credits come from <see cref="Funding"/>, wait in <see cref="Reserved"/> and end with who earned them.
/// </summary>
public static class Ledger
{
    public const string Funding = "funding";

    public const string Reserved = "reserved";

    private const string EarnedBy = "earned:";

    /// <summary>The entry of an event; empty where no credits move.</summary>
    public static ValueList<LedgerPosting> Of(BudgetEvent @event) => @event switch
    {
        BudgetEvent.Reserved e => Move(Funding, Reserved, e.MicroCredits),
        BudgetEvent.Released e => Move(Reserved, Funding, e.MicroCredits),
        BudgetEvent.Expired e => Move(Reserved, Funding, e.MicroCredits),
        BudgetEvent.Settled e =>
        [
            new LedgerPosting(Reserved, -(e.Rest + e.Charges.Sum(c => c.MicroCredits))),
            .. e.Charges.Where(c => c.MicroCredits > 0).GroupBy(c => c.Payee, StringComparer.Ordinal).Select(g => new LedgerPosting(EarnedBy + g.Key, g.Sum(c => c.MicroCredits))),
            .. e.Rest > 0 ? (LedgerPosting[])[new(Funding, e.Rest)] : [],
        ],
        _ => [],
    };

    private static ValueList<LedgerPosting> Move(string from, string to, long microCredits) =>
        microCredits == 0 ? [] : [new LedgerPosting(from, -microCredits), new LedgerPosting(to, microCredits)];
}
