using Synapse.Core.Kernel;

namespace Synapse.Core.Budgets;

/// <summary>Decides budget commands: pure, so that a replay decides the same again. One ledger decides alone, so that no two reviews get the same credits.</summary>
public static class BudgetDecider
{
    public const int MaxNameLength = 256;

    public const int MaxScopes = 8;

    public const int MaxCaps = 10_000;

    public const int MaxPriceTables = 1_000;

    public const int MaxModels = 1_000;

    public const int MaxCharges = 1_000;

    /// <summary>Reservations that are open at once.</summary>
    public const int MaxReservations = 100_000;

    private const int MaxExpiries = 1_000;

    public static Decision<BudgetEvent, BudgetReply> Decide(BudgetState state, BudgetCommand command, Facts facts) => command switch
    {
        BudgetCommand.SetCap c => SetCap(state, c, facts),
        BudgetCommand.SetPrices c => SetPrices(state, c, facts),
        BudgetCommand.Reserve c => Reserve(state, c, facts),
        BudgetCommand.Settle c => Settle(state, c, facts),
        BudgetCommand.Release c => Release(state, c, facts),
        BudgetCommand.Expire => Expire(state, facts),
        BudgetCommand.Observe c => c.Scopes.Count <= MaxScopes && c.Scopes.All(BudgetScopes.IsScope)
            ? new([], new BudgetReply(0, null, state.HeadroomOf(c.Scopes, facts.Now)), null)
            : Refuse(RefusalCode.Invalid, $"scopes are tenant, team:NAME, repository:NAME and review:ID, at most {MaxScopes}"),
        _ => Refuse(RefusalCode.Invalid, "this command is not known to a budget"),
    };

    private static Decision<BudgetEvent, BudgetReply> SetCap(BudgetState state, BudgetCommand.SetCap command, Facts facts)
    {
        if (state.Commands.Contains(facts.CommandId) || state.Caps.Find(command.Scope) == command.Cap)
        {
            return Accept(state, facts, null);
        }

        if (!BudgetScopes.IsCap(command.Scope))
        {
            return Refuse(RefusalCode.Invalid, $"'{command.Scope}' cannot have a cap; use tenant, review, team:NAME or repository:NAME, or * for the name");
        }

        if (command.Cap is { } cap && (cap.LimitMicroCredits is < 0 or > BudgetCap.MaxMicroCredits || cap.WarnAt.Count > BudgetCap.MaxWarnings || cap.WarnAt.Any(w => w is < 1 or > BasisPoints.All)))
        {
            return Refuse(RefusalCode.Invalid, $"a cap is 0 to {BudgetCap.MaxMicroCredits} micro-credits and warns at up to {BudgetCap.MaxWarnings} shares from 1 to {BasisPoints.All} basis points");
        }

        return command.Cap is not null && state.Caps.Count >= MaxCaps && !state.Caps.ContainsKey(command.Scope)
            ? Refuse(RefusalCode.TooLarge, $"a tenant has at most {MaxCaps} caps; use repository:* or team:*")
            : Accept(state, facts, null, new BudgetEvent.CapSet(command.Scope, command.Cap, facts.CommandId, facts.Now));
    }

    private static Decision<BudgetEvent, BudgetReply> SetPrices(BudgetState state, BudgetCommand.SetPrices command, Facts facts)
    {
        var table = command.Table;
        if (state.Prices.Find(table.Version) is { } known)
        {
            return known == table
                ? Accept(state, facts, null)
                : Refuse(RefusalCode.Conflict, $"the prices of version '{table.Version}' are recorded and stay as they are; give the new ones a new version");
        }

        return !IsName(table.Version) || table.Models.Count > MaxModels || table.Models.Values.Any(p => p.InputMicroCredits < 0 || p.CachedInputMicroCredits < 0 || p.OutputMicroCredits < 0)
            ? Refuse(RefusalCode.Invalid, $"a price table has a version of 1 to {MaxNameLength} characters and at most {MaxModels} models, and no price is negative")
            : state.Prices.Count >= MaxPriceTables ? Refuse(RefusalCode.TooLarge, $"a tenant has at most {MaxPriceTables} versions of its prices")
            : Accept(state, facts, null, new BudgetEvent.PricesSet(table, facts.Now));
    }

    private static Decision<BudgetEvent, BudgetReply> Reserve(BudgetState state, BudgetCommand.Reserve command, Facts facts)
    {
        if (state.Reservations.ContainsKey(command.Id) || state.Ended.Contains(command.Id))
        {
            return Accept(state, facts, command.Id);
        }

        if (!IsName(command.Id) || command.AtLeast < 0 || command.MicroCredits < command.AtLeast || command.MicroCredits > BudgetCap.MaxMicroCredits)
        {
            return Refuse(RefusalCode.Invalid, $"a reservation has an id of 1 to {MaxNameLength} characters and is for at least its own least, up to {BudgetCap.MaxMicroCredits} micro-credits");
        }

        if (command.Scopes.Count is 0 or > MaxScopes || !command.Scopes.All(BudgetScopes.IsScope) || command.Scopes.Distinct().Count() != command.Scopes.Count)
        {
            return Refuse(RefusalCode.Invalid, $"a reservation names 1 to {MaxScopes} different scopes: tenant, team:NAME, repository:NAME, review:ID");
        }

        if (command.ExpiresAt <= facts.Now)
        {
            return Refuse(RefusalCode.Invalid, "a reservation expires later than now");
        }

        if (state.Reservations.Count >= MaxReservations)
        {
            return Refuse(RefusalCode.Overloaded, $"{MaxReservations} reservations are open; settle some, or try again later");
        }

        var granted = Math.Min(command.MicroCredits, state.HeadroomOf(command.Scopes, facts.Now) ?? long.MaxValue);
        if (granted < command.AtLeast)
        {
            return Refuse(RefusalCode.Exhausted, $"{granted} micro-credits are left of the budget, and at least {command.AtLeast} are needed; raise the cap, wait for its next period, or ask for less");
        }

        var capped = command.Scopes.Where(s => state.CapOf(s) is not null).ToValueList();
        return Accept(state, facts, command.Id, new BudgetEvent.Reserved(command.Id, granted, capped, command.ExpiresAt, facts.Now));
    }

    private static Decision<BudgetEvent, BudgetReply> Settle(BudgetState state, BudgetCommand.Settle command, Facts facts)
    {
        if (state.Reservations.Find(command.Id) is not { } reservation)
        {
            return state.Ended.Contains(command.Id) ? Accept(state, facts, command.Id) : Unknown(command.Id);
        }

        if (command.Charges.Count > MaxCharges || command.Charges.Any(c => c.MicroCredits is < 0 or > BudgetCap.MaxMicroCredits || !IsName(c.Payee) || c.What.Length > MaxNameLength || c.PriceVersion.Length > MaxNameLength))
        {
            return Refuse(RefusalCode.Invalid, $"a settlement has at most {MaxCharges} charges, each not negative, to a payee of 1 to {MaxNameLength} characters");
        }

        // Never more than was reserved, whatever is asked for: the rest is on record, and nobody pays it.
        var (left, paid, uncovered) = (reservation.MicroCredits, new List<BudgetCharge>(), 0L);
        foreach (var charge in command.Charges)
        {
            var share = Math.Min(left, charge.MicroCredits);
            paid.Add(charge with { MicroCredits = share });
            (left, uncovered) = (left - share, uncovered + charge.MicroCredits - share);
        }

        return Accept(state, facts, command.Id, new BudgetEvent.Settled(command.Id, paid.ToValueList(), left, uncovered, facts.Now));
    }

    private static Decision<BudgetEvent, BudgetReply> Release(BudgetState state, BudgetCommand.Release command, Facts facts) =>
        state.Reservations.Find(command.Id) is { } reservation ? Accept(state, facts, command.Id, new BudgetEvent.Released(command.Id, reservation.MicroCredits, facts.Now))
        : state.Ended.Contains(command.Id) ? Accept(state, facts, command.Id)
        : Unknown(command.Id);

    private static Decision<BudgetEvent, BudgetReply> Expire(BudgetState state, Facts facts)
    {
        if (state.Armed is not { } armed || armed > facts.Now)
        {
            return Accept(state, facts, null);
        }

        var expired = state.Expiries.TakeWhile(e => e.At <= facts.Now).Take(MaxExpiries)
            .Select(e => (BudgetEvent)new BudgetEvent.Expired(e.Id, state.Reservations[e.Id].MicroCredits, facts.Now));
        return Accept(state, facts, null, [.. expired, new BudgetEvent.Ticked(facts.Now)]);
    }

    /// <summary>Adds the warnings that follow, and the instant at which the next reservation expires.</summary>
    private static Decision<BudgetEvent, BudgetReply> Accept(BudgetState state, Facts facts, string? id, params ReadOnlySpan<BudgetEvent> events)
    {
        var (after, all) = (state, new List<BudgetEvent>(events.ToArray()));
        foreach (var @event in events)
        {
            after = BudgetState.Evolve(after, @event);
        }

        foreach (var warning in all.OfType<BudgetEvent.Reserved>().SelectMany(r => Warnings(after, r)).ToList())
        {
            all.Add(warning);
            after = BudgetState.Evolve(after, warning);
        }

        if (all.Count > 0 && after.Expiries.Count > 0 && (after.Armed is null || after.Expiries.First.At < after.Armed))
        {
            all[^1] = all[^1] with { Tick = after.Expiries.First.At };
        }

        var (open, ended) = id is null ? (null, null) : (after.Reservations.Find(id), after.Ended.Find(id));
        return new Decision<BudgetEvent, BudgetReply>(all.ToValueList(), new BudgetReply(open?.MicroCredits ?? ended?.MicroCredits ?? 0, ended?.Settlement, null), null);
    }

    private static IEnumerable<BudgetEvent> Warnings(BudgetState state, BudgetEvent.Reserved reserved)
    {
        foreach (var scope in reserved.Scopes)
        {
            if (state.CapOf(scope) is not var (on, cap))
            {
                continue;
            }

            var window = state.WindowOf(scope, on, cap, reserved.At);
            var (used, limit) = (window.Spent + window.Reserved, cap.LimitMicroCredits);
            var reached = cap.WarnAt.Where(w => w > window.Warned && (Int128)used * BasisPoints.All >= (Int128)limit * w).DefaultIfEmpty(0).Max();
            if (reached > 0)
            {
                yield return new BudgetEvent.ThresholdReached(scope, window.Start, reached, used, limit, reserved.At);
            }
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength;

    private static Decision<BudgetEvent, BudgetReply> Unknown(string id) => Refuse(RefusalCode.NotFound, $"there is no reservation '{id}'; reserve first");

    private static Decision<BudgetEvent, BudgetReply> Refuse(RefusalCode code, string message) => Decision.Refuse<BudgetEvent, BudgetReply>(code, message);
}
