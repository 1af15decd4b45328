using System.Globalization;
using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;

namespace Synapse.Conformance.Budgets;

/// <summary>
/// Random schedules of reviewers who share budgets: each reserves, pays, gives back or is never heard of again, in any order among each other, and commands come
/// twice. What the events say is kept in books beside the ledger. Pure, and the same for the same seed.
/// </summary>
public sealed class BudgetSchedules
{
    private const int MaxCommands = 24;

    private const long EnoughForAll = 1_000_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names = [.. Enumerable.Range(0, MaxCommands + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"n{i}"))];

    private static readonly string[] Scopes = [BudgetScopes.Tenant, "team:t0", "team:t1", "repository:r0", "repository:r1", "review:v0", "review:v1", "review:v2"];

    /// <summary>Each review with a repository and a team, one of each, or neither.</summary>
    private static readonly ValueList<string>[] Kinds =
        [.. from review in (string[])["v0", "v1", "v2"] from repository in (string[])["", "r0", "r1"] from team in (string[])["", "t0", "t1"] select BudgetScopes.Of(review, repository, team)];

    private static readonly int[][] KindScopes = [.. Kinds.Select(k => k.Select(s => Array.IndexOf(Scopes, s)).ToArray())];

    private static readonly BudgetState[] Beginnings = [.. Enumerable.Range(0, 64).Select(Beginning)];

    private readonly long[] _limits = new long[Scopes.Length];
    private readonly long[] _spent = new long[Scopes.Length];
    private readonly long[] _reserved = new long[Scopes.Length];
    private readonly (int Kind, long MicroCredits)[] _holds = new (int, long)[MaxCommands + 1];
    private readonly int[] _holding = new int[6];
    private readonly List<(BudgetCommand Command, string Id)> _sent = [];
    private BudgetState _state = BudgetState.Empty;
    private DateTimeOffset _now;
    private ulong _random;
    private long _commands, _repeats, _grants, _partialGrants, _refusals, _settlements, _uncovered, _releases, _expiries, _overspends, _wrongRefusals, _wrongRepeats;
    private int _leastUsable = 10_000;

    private BudgetSchedules(ulong seed) => _random = seed;

    /// <param name="seed">The same seed gives the same schedules.</param>
    /// <param name="count">How many, one after another.</param>
    public static BudgetFigures Run(ulong seed, int count)
    {
        var schedules = new BudgetSchedules(seed);
        for (var i = 0; i < count; i++)
        {
            schedules.One();
        }

        return schedules.Figures(count);
    }

    private BudgetFigures Figures(int count) => new(
        count, _commands, _repeats, _grants, _partialGrants, _refusals, _settlements, _uncovered, _releases, _expiries, _overspends, _wrongRefusals, _wrongRepeats, _leastUsable);

    /// <summary>Caps on the tenant, on each review and on teams and repositories, of which some have one of their own.</summary>
    private static BudgetState Beginning(int number)
    {
        var caps = new List<(string Scope, long Limit)> { (BudgetScopes.Tenant, 100 + (number % 4 * 50)), (BudgetScopes.Review, 60 + (number / 4 % 4 * 20)), ("repository:*", 90 + (number / 16 % 2 * 40)) };
        caps.Add(number / 32 == 0 ? ("team:*", 80) : ("team:t1", 70));
        return caps.Aggregate(BudgetState.Empty, (state, cap) => BudgetState.Evolve(state, new BudgetEvent.CapSet(cap.Scope, new BudgetCap(cap.Limit, BudgetPeriod.None, []), cap.Scope, Start)));
    }

    private void One()
    {
        (_state, _now) = (Beginnings[Next(Beginnings.Length)], Start);
        for (var i = 0; i < Scopes.Length; i++)
        {
            _limits[i] = _state.CapOf(Scopes[i])?.Cap.LimitMicroCredits ?? long.MaxValue;
        }

        Array.Clear(_spent);
        Array.Clear(_reserved);
        Array.Clear(_holding);
        _sent.Clear();
        var (reviewers, steps) = (2 + Next(_holding.Length - 1), 8 + Next(MaxCommands - 8));
        for (var step = 0; step < steps; step++)
        {
            _now += TimeSpan.FromMilliseconds(Next(1_500));
            Wake(Next(100) < 80);
            if (_sent.Count > 0 && Next(100) < 15)
            {
                Repeat();
            }

            Step(Next(reviewers), step);
        }

        CheckUsable(steps);
    }

    /// <summary>One reviewer goes on: asks for credits, or ends with those that it has.</summary>
    private void Step(int reviewer, int step)
    {
        if (_holding[reviewer] == 0)
        {
            var (kind, wanted) = (Next(Kinds.Length), 1 + Next(70));
            var least = Next(3) switch { 0 => 0, 1 => 1, _ => wanted };
            _holds[step] = (kind, 0);
            if (Reserve(step, wanted, least) > 0)
            {
                _holding[reviewer] = step + 1;
            }

            return;
        }

        var own = _holding[reviewer] - 1;
        _holding[reviewer] = 0;
        switch (Next(10))
        {
            case < 6:
                var used = Next((int)_holds[own].MicroCredits + (Next(5) == 0 ? 40 : 1));
                Send(new BudgetCommand.Settle(Names[own], [new BudgetCharge("p0", "agent 1", used / 2, "1"), new BudgetCharge("p1", "agent 2", used - (used / 2), "1")]));
                break;
            case < 8:
                Send(new BudgetCommand.Release(Names[own]));
                break;
            default:
                // Never heard of again: its credits come back when the reservation expires.
                break;
        }
    }

    private long Reserve(int step, long wanted, long least)
    {
        var room = long.MaxValue;
        foreach (var scope in KindScopes[_holds[step].Kind])
        {
            room = Math.Min(room, _limits[scope] - _spent[scope] - _reserved[scope]);
        }

        var answer = Send(new BudgetCommand.Reserve(Names[step], wanted, least, Kinds[_holds[step].Kind], _now + TimeSpan.FromSeconds(2 + Next(6))));
        var granted = answer.Reply?.Granted ?? 0;
        _refusals += answer.Refusal is null ? 0 : 1;
        _partialGrants += answer.Reply is not null && granted < wanted ? 1 : 0;
        _wrongRefusals += granted < Math.Min(wanted, room) && room >= least ? 1 : 0;
        return granted;
    }

    /// <summary>The timer of the ledger, when it is due: a little late now and then.</summary>
    private void Wake(bool isPunctual)
    {
        if (isPunctual && _state.Armed <= _now)
        {
            Apply(BudgetDecider.Decide(_state, new BudgetCommand.Expire(), new Facts(_now, "timer", "tick")));
        }
    }

    private Decision<BudgetEvent, BudgetReply> Send(BudgetCommand command)
    {
        _sent.Add((command, Names[_sent.Count]));
        _commands++;
        var decision = BudgetDecider.Decide(_state, command, new Facts(_now, "reviewer", _sent[^1].Id));
        Apply(decision);
        return decision;
    }

    /// <summary>Any earlier command again, however long ago it was. What was refused then is a new question now.</summary>
    private void Repeat()
    {
        var (command, id) = _sent[Next(_sent.Count)];
        var reservation = command switch { BudgetCommand.Reserve c => c.Id, BudgetCommand.Settle c => c.Id, BudgetCommand.Release c => c.Id, _ => "" };
        if (!_state.Reservations.ContainsKey(reservation) && !_state.Ended.Contains(reservation))
        {
            return;
        }

        _repeats++;
        var decision = BudgetDecider.Decide(_state, command, new Facts(_now, "reviewer", id));
        var isDone = command is BudgetCommand.Reserve || _state.Ended.Contains(reservation);
        var hold = _holds[Array.IndexOf(Names, reservation)].MicroCredits;
        _wrongRepeats += isDone && (decision.Events.Count > 0 || decision.Reply?.Granted != hold) ? 1 : 0;
        Apply(decision);
    }

    private void Apply(Decision<BudgetEvent, BudgetReply> decision)
    {
        foreach (var @event in decision.Events)
        {
            _state = BudgetState.Evolve(_state, @event);
            switch (@event)
            {
                case BudgetEvent.Reserved e:
                    _grants++;
                    Grant(Array.IndexOf(Names, e.Id), e.MicroCredits);
                    break;
                case BudgetEvent.Settled e:
                    _settlements++;
                    _uncovered += e.Uncovered > 0 ? 1 : 0;
                    End(e.Id, e.Charges.Sum(c => c.MicroCredits));
                    break;
                case BudgetEvent.Released e:
                    _releases++;
                    End(e.Id, 0);
                    break;
                case BudgetEvent.Expired e:
                    _expiries++;
                    End(e.Id, 0);
                    break;
                default:
                    break;
            }
        }
    }

    private void Grant(int number, long microCredits)
    {
        _holds[number] = (_holds[number].Kind, microCredits);
        foreach (var scope in KindScopes[_holds[number].Kind])
        {
            _reserved[scope] += microCredits;
            _overspends += _spent[scope] + _reserved[scope] > _limits[scope] ? 1 : 0;
        }
    }

    private void End(string reservation, long spent)
    {
        var (kind, microCredits) = _holds[Array.IndexOf(Names, reservation)];
        foreach (var scope in KindScopes[kind])
        {
            (_reserved[scope], _spent[scope]) = (_reserved[scope] - microCredits, _spent[scope] + spent);
            _overspends += _spent[scope] + _reserved[scope] > _limits[scope] ? 1 : 0;
        }
    }

    /// <summary>When all has been settled, given back or has expired, somebody asks for more than there is, and gets what is left of the cap that binds.</summary>
    private void CheckUsable(int steps)
    {
        _now += TimeSpan.FromMinutes(1);
        Wake(isPunctual: true);
        _holds[steps] = (Next(Kinds.Length), 0);
        Reserve(steps, EnoughForAll, 0);
        var most = KindScopes[_holds[steps].Kind].Max(s => (_spent[s] + _reserved[s]) * 10_000 / _limits[s]);
        _leastUsable = Math.Min(_leastUsable, (int)most);
    }

    /// <summary>SplitMix64.</summary>
    private int Next(int bound)
    {
        var z = _random += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }
}
