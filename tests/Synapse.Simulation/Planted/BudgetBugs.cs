namespace Synapse.Simulation.Planted;

/// <summary>Mistakes in budgets and in the ledger.</summary>
internal static class BudgetBugs
{
    private const string Decider = "src/Synapse.Core/Budgets/BudgetDecider.cs";
    private const string State = "src/Synapse.Core/Budgets/BudgetState.cs";
    private const string Scopes = "src/Synapse.Core/Budgets/BudgetScopes.cs";
    private const string Books = "src/Synapse.Core/Budgets/Ledger.cs";

    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("what is reserved does not count until it is spent", new Edit(State, "cap.LimitMicroCredits - window.Spent - window.Reserved)", "cap.LimitMicroCredits - window.Spent - (BUG ? 0 : window.Reserved))")),
        new("what is spent does not count once it is paid", new Edit(State, "Spent = window.Spent + settlement.Spent, Open", "Spent = window.Spent + (BUG ? 0 : settlement.Spent), Open")),
        new("one cap of several is enough", new Edit(State, "least = least is null ? left : Math.Min(least.Value, left);", "least = least is null ? left : BUG ? Math.Max(least.Value, left) : Math.Min(least.Value, left);")),
        new("the cap of a class does not hold for its names", new Edit(Scopes, "is > 0 and var colon)\n        {\n            yield return", "is > 0 and var colon && !BUG)\n        {\n            yield return")),
        new("a review that comes back begins anew", new Edit(State, "return Windows.Find(key) ?? Reviews.Find(key) ??", "return Windows.Find(key) ?? (BUG ? null : Reviews.Find(key)) ??")),
        new("a period begins anew when a clock is set back", new Edit(State, "w.Value.Open == 0 && w.Value.Start < first)", "w.Value.Open == 0 && (BUG || w.Value.Start < first))")),
        new("a reservation sent again is given anew", new Edit(Decider, "        if (state.Reservations.ContainsKey(command.Id) || state.Ended.Contains(command.Id))\n", "        if (state.Reservations.ContainsKey(command.Id) || (!BUG && state.Ended.Contains(command.Id)))\n")),
        new("more is settled than was reserved", new Edit(Decider, "var share = Math.Min(left, charge.MicroCredits);", "var share = BUG ? charge.MicroCredits : Math.Min(left, charge.MicroCredits);")),
        new("the rest of a settlement is lost", new Edit(Decider, "new BudgetEvent.Settled(command.Id, paid.ToValueList(), left, uncovered, facts.Now)", "new BudgetEvent.Settled(command.Id, paid.ToValueList(), BUG ? 0 : left, uncovered, facts.Now)")),
        new("a settlement after the end is paid again", new Edit(Decider, "return state.Ended.Contains(command.Id) ? Accept(state, facts, command.Id) : Unknown(command.Id);", "return state.Ended.Find(command.Id) is { } gone ? Accept(state, facts, command.Id, BUG && gone.Settlement.Spent == 0 && gone.MicroCredits > 0 ? new BudgetEvent[] { new BudgetEvent.Settled(command.Id, command.Charges, 0, 0, facts.Now) } : []) : Unknown(command.Id);")),
        new("a reservation expires early", new Edit(Decider, "state.Expiries.TakeWhile(e => e.At <= facts.Now)", "state.Expiries.TakeWhile(e => BUG || e.At <= facts.Now)")),
        new("a reservation never expires", new Edit(Decider, "if (all.Count > 0 && after.Expiries.Count > 0 &&", "if (!BUG && all.Count > 0 && after.Expiries.Count > 0 &&")),
        new("the first to expire waits for a later one", new Edit(Decider, "(after.Armed is null || after.Expiries.First.At < after.Armed))", "(after.Armed is null || (!BUG && after.Expiries.First.At < after.Armed)))")),
        new("a release is no entry", new Edit(Books, "BudgetEvent.Released e => Move(Reserved, Funding, e.MicroCredits),", "BudgetEvent.Released e => BUG ? [] : Move(Reserved, Funding, e.MicroCredits),")),
        new("an entry has one side", new Edit(Books, "[new LedgerPosting(from, -microCredits), new LedgerPosting(to, microCredits)];", "BUG ? [new LedgerPosting(to, microCredits)] : [new LedgerPosting(from, -microCredits), new LedgerPosting(to, microCredits)];")),
        new("the rest of a settlement is not booked back", new Edit(Books, ".. e.Rest > 0 ? (LedgerPosting[])", ".. e.Rest > 0 && !BUG ? (LedgerPosting[])")),
        new("a payee is booked one too little", new Edit(Books, "g.Sum(c => c.MicroCredits))),", "g.Sum(c => c.MicroCredits) - (BUG ? 1 : 0))),")),
        new("a warning is given again and again", new Edit(Decider, "cap.WarnAt.Where(w => w > window.Warned &&", "cap.WarnAt.Where(w => (BUG || w > window.Warned) &&")),
    ];
}
