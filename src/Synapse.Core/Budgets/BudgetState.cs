using Synapse.Core.Kernel;

namespace Synapse.Core.Budgets;

/// <summary>The budgets and the ledger of one tenant.</summary>
/// <param name="Caps">By scope.</param>
/// <param name="Windows">What is used, by scope and period; a past one stays while something is reserved in it, and the one before the present for clocks that are set back.</param>
/// <param name="Reviews">Windows of reviews in which nothing is reserved at present, the last ones: a review may come back for more, and what it spent still counts.</param>
/// <param name="Expiries">Open reservations in the order in which they expire.</param>
/// <param name="Ended">Reservations that have ended, the last ones, with what they had held.</param>
/// <param name="Accounts">Balances in micro-credits; they sum to zero.</param>
/// <param name="Armed">When the ledger wakes up; null for not.</param>
public sealed record BudgetState(
    ValueMap<string, BudgetCap> Caps, ValueMap<string, PriceTable> Prices, ValueMap<string, BudgetWindow> Windows, RecentMap<BudgetWindow> Reviews, ValueMap<string, BudgetReservation> Reservations,
    ValueSet<Due> Expiries, RecentMap<EndedReservation> Ended, RecentMap<long> Commands, ValueMap<string, long> Accounts, DateTimeOffset? Armed)
{
    /// <summary>Ended reservations, reviews and commands that are remembered.</summary>
    public const int MaxRemembered = 10_000;

    public static BudgetState Empty { get; } = new(default, default, default, RecentMap<BudgetWindow>.Empty, default, default, RecentMap<EndedReservation>.Empty, RecentMap<long>.Empty, default, null);

    /// <summary>Folds one event. Total: what does not fit leaves the state as it is.</summary>
    public static BudgetState Evolve(BudgetState state, BudgetEvent @event)
    {
        var after = @event switch
        {
            BudgetEvent.CapSet e => state.SetCap(e),
            BudgetEvent.PricesSet e => state with { Prices = state.Prices.With(e.Table.Version, e.Table) },
            BudgetEvent.Reserved e => state.Reserve(e),
            BudgetEvent.Settled e => state.End(e.Id, new BudgetSettlement(e.Charges.Sum(c => c.MicroCredits), e.Rest, e.Uncovered), e.At),
            BudgetEvent.Released e => state.End(e.Id, new BudgetSettlement(0, e.MicroCredits, 0), e.At),
            BudgetEvent.Expired e => state.End(e.Id, new BudgetSettlement(0, e.MicroCredits, 0), e.At),
            BudgetEvent.ThresholdReached e => state.Warn(e),
            BudgetEvent.Ticked => state with { Armed = null },
            _ => state,
        };
        after = after with { Accounts = Ledger.Of(@event).Aggregate(after.Accounts, (a, p) => a.With(p.Account, a.Find(p.Account) + p.MicroCredits)) };
        return @event.Tick is { } tick ? after with { Armed = tick } : after;
    }

    /// <summary>The cap that holds in a scope, and what it is set on; null where none does.</summary>
    public (string On, BudgetCap Cap)? CapOf(string scope)
    {
        foreach (var on in BudgetScopes.CapsOf(scope))
        {
            if (Caps.TryGetValue(on, out var cap))
            {
                return (on, cap);
            }
        }

        return null;
    }

    /// <summary>What the scope has used in the period of an instant.</summary>
    public BudgetWindow WindowOf(string scope, string on, BudgetCap cap, DateTimeOffset at)
    {
        var start = BudgetCap.StartOf(cap.Period, at);
        var key = BudgetWindow.KeyOf(scope, start);
        return Windows.Find(key) ?? Reviews.Find(key) ?? new BudgetWindow(scope, on, start, 0, 0, 0, 0);
    }

    /// <summary>What may still be reserved in all of the scopes together; null where no cap holds.</summary>
    public long? HeadroomOf(ValueList<string> scopes, DateTimeOffset at)
    {
        long? least = null;
        foreach (var scope in scopes)
        {
            if (CapOf(scope) is var (on, cap))
            {
                var window = WindowOf(scope, on, cap, at);
                var left = Math.Max(0, cap.LimitMicroCredits - window.Spent - window.Reserved);
                least = least is null ? left : Math.Min(least.Value, left);
            }
        }

        return least;
    }

    private BudgetState SetCap(BudgetEvent.CapSet e) => this with
    {
        Caps = e.Cap is { } cap ? Caps.With(e.Scope, cap) : Caps.Without(e.Scope),
        Commands = Commands.With(e.CommandId, 0, MaxRemembered),
    };

    private BudgetState Reserve(BudgetEvent.Reserved e)
    {
        if (Reservations.ContainsKey(e.Id))
        {
            return this;
        }

        var (windows, keys) = (Windows, new List<string>());
        foreach (var scope in e.Scopes)
        {
            if (CapOf(scope) is var (on, cap))
            {
                var window = WindowOf(scope, on, cap, e.At);
                var key = BudgetWindow.KeyOf(scope, window.Start);
                windows = on == BudgetScopes.Review || windows.ContainsKey(key) ? windows : WithoutPast(windows, scope, BudgetCap.StartBefore(cap.Period, e.At));
                windows = windows.With(key, window with { Reserved = window.Reserved + e.MicroCredits, Open = window.Open + 1 });
                keys.Add(key);
            }
        }

        return this with
        {
            Windows = windows,
            Reservations = Reservations.With(e.Id, new BudgetReservation(e.MicroCredits, keys.ToValueList(), e.ExpiresAt)),
            Expiries = Expiries.With(new Due(e.ExpiresAt, e.Id)),
        };
    }

    private BudgetState End(string id, BudgetSettlement settlement, DateTimeOffset now)
    {
        if (Reservations.Find(id) is not { } reservation)
        {
            return this;
        }

        var (windows, reviews) = (Windows, Reviews);
        foreach (var key in reservation.Windows)
        {
            if (windows.Find(key) is { } window)
            {
                window = window with { Reserved = window.Reserved - reservation.MicroCredits, Spent = window.Spent + settlement.Spent, Open = window.Open - 1 };
                var isReview = window.Cap == BudgetScopes.Review;
                windows = window.Open == 0 && (isReview || IsPast(window, now)) ? windows.Without(key) : windows.With(key, window);
                reviews = window.Open == 0 && isReview ? reviews.With(key, window, MaxRemembered) : reviews;
            }
        }

        return this with
        {
            Windows = windows,
            Reviews = reviews,
            Reservations = Reservations.Without(id),
            Expiries = Expiries.Without(new Due(reservation.ExpiresAt, id)),
            Ended = Ended.With(id, new EndedReservation(reservation.MicroCredits, settlement), MaxRemembered),
        };
    }

    /// <summary>With a new period, those before the last one are of no use any more.</summary>
    private static ValueMap<string, BudgetWindow> WithoutPast(ValueMap<string, BudgetWindow> windows, string scope, DateTimeOffset first) =>
        windows.Where(w => w.Value.Scope == scope && w.Value.Open == 0 && w.Value.Start < first).Aggregate(windows, (all, w) => all.Without(w.Key));

    private BudgetState Warn(BudgetEvent.ThresholdReached e)
    {
        var key = BudgetWindow.KeyOf(e.Scope, e.Start);
        return Windows.Find(key) is { } window ? this with { Windows = Windows.With(key, window with { Warned = Math.Max(window.Warned, e.BasisPoints) }) } : this;
    }

    /// <summary>A window that nothing is added to any more, even if a clock is set back by a while.</summary>
    private bool IsPast(BudgetWindow window, DateTimeOffset now) => CapOf(window.Scope) is var (_, cap) && window.Start < BudgetCap.StartBefore(cap.Period, now);
}

/// <param name="MicroCredits">What it had held.</param>
public sealed record EndedReservation(long MicroCredits, BudgetSettlement Settlement);
