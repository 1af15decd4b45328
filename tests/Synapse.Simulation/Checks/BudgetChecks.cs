using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;

namespace Synapse.Simulation.Checks;

/// <summary>What must hold of every event of a ledger, from books that are kept beside it.</summary>
internal sealed class BudgetChecks(AggregateId id, Violations violations) : IEventChecks<BudgetState, BudgetEvent>
{
    private const string EarnedBy = "earned:";

    private readonly Dictionary<string, ValueList<string>> _wanted = [];
    private readonly Dictionary<string, BudgetCap> _caps = [];
    private readonly Dictionary<(string Scope, DateTimeOffset Start), Use> _uses = [];
    private readonly Dictionary<string, Hold> _open = [];
    private readonly Dictionary<string, (long Granted, BudgetSettlement Settlement)> _ended = [];
    private readonly SortedDictionary<string, long> _accounts = new(StringComparer.Ordinal);

    /// <summary>A client is about to reserve in these scopes.</summary>
    public void Wanted(string reservation, ValueList<string> scopes) => _wanted[reservation] = scopes;

    public void Check(BudgetState before, BudgetEvent @event, BudgetState after)
    {
        switch (@event)
        {
            case BudgetEvent.CapSet { Cap: { } cap } e:
                _caps[e.Scope] = cap;
                break;
            case BudgetEvent.CapSet e:
                _caps.Remove(e.Scope);
                break;
            case BudgetEvent.Reserved e:
                Reserved(e);
                break;
            case BudgetEvent.Settled e:
                var paid = e.Charges.Sum(c => c.MicroCredits);
                violations.Unless(e.Rest >= 0 && e.Uncovered >= 0 && e.Charges.All(c => c.MicroCredits >= 0), $"{id}: {e.Id} was settled with a negative amount");
                End(e.Id, paid + e.Rest, new BudgetSettlement(paid, e.Rest, e.Uncovered));
                foreach (var charge in e.Charges)
                {
                    Move(Ledger.Reserved, EarnedBy + charge.Payee, charge.MicroCredits);
                }

                Move(Ledger.Reserved, Ledger.Funding, e.Rest);
                break;
            case BudgetEvent.Released e:
                End(e.Id, e.MicroCredits, new BudgetSettlement(0, e.MicroCredits, 0));
                Move(Ledger.Reserved, Ledger.Funding, e.MicroCredits);
                break;
            case BudgetEvent.Expired e:
                violations.Unless(!_open.TryGetValue(e.Id, out var hold) || e.At >= hold.ExpiresAt, $"{id}: {e.Id} expired before its time");
                End(e.Id, e.MicroCredits, new BudgetSettlement(0, e.MicroCredits, 0));
                Move(Ledger.Reserved, Ledger.Funding, e.MicroCredits);
                break;
            case BudgetEvent.ThresholdReached e:
                Warned(e);
                break;
            default:
                break;
        }

        CheckBooks(@event, after);
    }

    public void CheckTimers(BudgetState state, IReadOnlyDictionary<string, DateTimeOffset> timers)
    {
        var first = _open.Values.Select(h => h.ExpiresAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        violations.Unless(
            first == DateTimeOffset.MaxValue || (timers.TryGetValue(BudgetReactor.ExpiryTimer, out var due) && due <= first), $"{id}: a reservation will not expire at {first:HH:mm:ss.fff}");
    }

    /// <summary>Somebody was told what a reservation holds, or how it ended.</summary>
    public void Heard(string reservation, BudgetReply reply)
    {
        var (granted, settlement) = _open.TryGetValue(reservation, out var hold) ? (hold.MicroCredits, null) : _ended.TryGetValue(reservation, out var ended) ? ended : (-1, default(BudgetSettlement));
        violations.Unless(reply.Granted == granted, $"{id}: a client was told that {reservation} holds {reply.Granted}, and it is {granted}");
        violations.Unless(reply.Settlement is null || reply.Settlement == settlement, $"{id}: a client was told that {reservation} ended with {reply.Settlement}, and it was {settlement}");
    }

    public void CheckEnd() => violations.Unless(_open.Count == 0, $"{id}: {string.Join(", ", _open.Keys)} never ended");

    private void Reserved(BudgetEvent.Reserved e)
    {
        violations.Unless(!_open.ContainsKey(e.Id) && !_ended.ContainsKey(e.Id), $"{id}: {e.Id} was reserved twice");
        violations.Unless(e.MicroCredits >= 0 && e.ExpiresAt > e.At, $"{id}: {e.Id} is for {e.MicroCredits} until {e.ExpiresAt:HH:mm:ss.fff}");
        var uses = new List<Use>();
        foreach (var scope in _wanted[e.Id])
        {
            if (CapOf(scope) is not { } cap)
            {
                continue;
            }

            violations.Unless(e.Scopes.Contains(scope), $"{id}: {e.Id} was reserved past the cap of {scope}");
            var use = UseOf(scope, cap, e.At);
            use.Reserved += e.MicroCredits;
            uses.Add(use);
            violations.Unless(
                e.MicroCredits == 0 || use.Spent + use.Reserved <= cap.LimitMicroCredits, $"{id}: {use.Spent} are spent and {use.Reserved} reserved of {cap.LimitMicroCredits} in {scope}");
        }

        _open[e.Id] = new Hold(e.MicroCredits, uses, e.ExpiresAt);
        Move(Ledger.Funding, Ledger.Reserved, e.MicroCredits);
    }

    private void End(string reservation, long microCredits, BudgetSettlement settlement)
    {
        if (!_open.Remove(reservation, out var hold))
        {
            violations.Add($"{id}: {reservation} ended and was not open");
            return;
        }

        violations.Unless(hold.MicroCredits == microCredits, $"{id}: {reservation} held {hold.MicroCredits} and ended with {microCredits}");
        _ended[reservation] = (hold.MicroCredits, settlement);
        foreach (var use in hold.Uses)
        {
            (use.Reserved, use.Spent) = (use.Reserved - hold.MicroCredits, use.Spent + settlement.Spent);
        }
    }

    private void Warned(BudgetEvent.ThresholdReached e)
    {
        var use = _uses.GetValueOrDefault((e.Scope, e.Start));
        violations.Unless(use is not null && use.Spent + use.Reserved == e.Used && (Int128)e.Used * 10_000 >= (Int128)e.Limit * e.BasisPoints, $"{id}: a warning says that {e.Used} of {e.Limit} are used in {e.Scope}");
        if (use is not null)
        {
            violations.Unless(e.BasisPoints > use.Warned, $"{id}: {e.Scope} was warned of {e.BasisPoints} after {use.Warned}");
            use.Warned = e.BasisPoints;
        }
    }

    private void CheckBooks(BudgetEvent @event, BudgetState after)
    {
        var sum = Ledger.Of(@event).Sum(p => p.MicroCredits);
        violations.Unless(sum == 0, $"{id}: the entry of {@event.GetType().Name} sums to {sum}");
        violations.Unless(after.Accounts.Values.Sum() == 0, $"{id}: the balances sum to {after.Accounts.Values.Sum()}");
        violations.Unless(
            after.Accounts.Where(a => a.Value != 0).Select(a => (a.Key, a.Value)).SequenceEqual(_accounts.Where(a => a.Value != 0).Select(a => (a.Key, a.Value))),
            $"{id}: the balances are {string.Join(", ", after.Accounts)} and should be {string.Join(", ", _accounts)}");
        violations.Unless(after.Reservations.Count == _open.Count, $"{id}: {after.Reservations.Count} reservations are open and should be {_open.Count}");
        foreach (var window in after.Windows.Values)
        {
            var use = _uses.GetValueOrDefault((window.Scope, window.Start));
            violations.Unless(
                window.Spent == (use?.Spent ?? 0) && window.Reserved == (use?.Reserved ?? 0),
                $"{id}: {window.Spent} are spent and {window.Reserved} reserved in {window.Scope}, and it should be {use?.Spent} and {use?.Reserved}");
        }
    }

    private BudgetCap? CapOf(string scope) =>
        scope.StartsWith("review:", StringComparison.Ordinal) ? _caps.GetValueOrDefault(BudgetScopes.Review)
        : _caps.GetValueOrDefault(scope) ?? (scope.Split(':') is [var all, _] ? _caps.GetValueOrDefault($"{all}:*") : null);

    private Use UseOf(string scope, BudgetCap cap, DateTimeOffset at)
    {
        var key = (scope, BudgetCap.StartOf(cap.Period, at));
        return _uses.TryGetValue(key, out var use) ? use : _uses[key] = new Use();
    }

    private void Move(string from, string to, long microCredits)
    {
        _accounts[from] = _accounts.GetValueOrDefault(from) - microCredits;
        _accounts[to] = _accounts.GetValueOrDefault(to) + microCredits;
    }

    /// <summary>What one scope has used in one period.</summary>
    private sealed class Use
    {
        public long Spent { get; set; }

        public long Reserved { get; set; }

        public int Warned { get; set; }
    }

    private sealed record Hold(long MicroCredits, IReadOnlyList<Use> Uses, DateTimeOffset ExpiresAt);
}
