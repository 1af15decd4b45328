using Synapse.Core.Kernel;

namespace Synapse.Core.Agents.Breakers;

/// <summary>Decides breaker commands: pure, so that a replay decides the same again.</summary>
public static class BreakerDecider
{
    private static BreakerPolicy Policy => BreakerPolicy.Default;

    public static Decision<BreakerEvent, BreakerReply> Decide(BreakerState state, BreakerCommand command, Facts facts) => command switch
    {
        BreakerCommand.Acquire c => Problem(c.Version, c.Count, c.At, facts) is { } problem ? Refuse(RefusalCode.Invalid, problem) : Acquire(state, c, facts),
        BreakerCommand.Report c => Problem(c.Version, c.Count, c.At, facts) is { } problem ? Refuse(RefusalCode.Invalid, problem) : Report(state, c, facts),
        BreakerCommand.Override c => Override(state, c, facts),
        BreakerCommand.EndOverride c => EndOverride(state, c.Id, facts),
        BreakerCommand.Observe => Accept(new BreakerReply(State: state)),
        _ => Refuse(RefusalCode.Invalid, "this command is not known to a breaker"),
    };

    private static Decision<BreakerEvent, BreakerReply> Acquire(BreakerState state, BreakerCommand.Acquire command, Facts facts)
    {
        var breaker = state.Find(command.Version) ?? VersionBreaker.New(command.Version);
        if (state.OverrideOf(command.Version, facts.Now) is { } forced)
        {
            return forced.Kind == OverrideKind.Open ? NotNow(forced.Until) : Granted(breaker, command.Count, isProbe: false);
        }

        return breaker.Mode switch
        {
            BreakerMode.Closed => Granted(breaker, command.Count, isProbe: false),
            _ when command.At > facts.Now => NotNow(command.At),
            BreakerMode.Open => command.At >= breaker.RetryAt ? NewProbes(state, breaker, command, facts) : NotNow(breaker.RetryAt),
            _ => Probe(state, breaker, command, facts),
        };
    }

    /// <summary>One set of probes at a time. Who asked before the set was there gets none of it: the answer to that came long ago.</summary>
    private static Decision<BreakerEvent, BreakerReply> Probe(BreakerState state, VersionBreaker breaker, BreakerCommand.Acquire command, Facts facts)
    {
        if (breaker.Grants.FirstOrDefault(g => g.Id == facts.CommandId) is { } mine)
        {
            return Granted(breaker, mine.Count, isProbe: true);
        }

        var expiry = breaker.ProbesSince + Policy.ProbeTimeout;
        var left = Policy.Probes - breaker.Granted;
        if (command.At < breaker.ProbesSince)
        {
            return NotNow(expiry);
        }

        if (command.At >= expiry)
        {
            return NewProbes(state, breaker, command, facts);
        }

        return left > 0 ? Granted(breaker, Math.Min(command.Count, left), isProbe: true, Grant(breaker, command, facts, left)) : NotNow(expiry);
    }

    private static Decision<BreakerEvent, BreakerReply> NewProbes(BreakerState state, VersionBreaker breaker, BreakerCommand.Acquire command, Facts facts)
    {
        var opened = new BreakerEvent.HalfOpened(breaker.Version, state.LastGeneration + 1, command.At, facts.Now);
        var next = breaker.Next(BreakerMode.HalfOpen, opened.Generation);
        return Granted(next, Math.Min(command.Count, Policy.Probes), isProbe: true, opened, Grant(next, command, facts, Policy.Probes));
    }

    private static BreakerEvent.ProbesGranted Grant(VersionBreaker breaker, BreakerCommand.Acquire command, Facts facts, int left) =>
        new(breaker.Version, new ProbeGrant(facts.CommandId, Math.Min(command.Count, left)), facts.Now);

    private static Decision<BreakerEvent, BreakerReply> Report(BreakerState state, BreakerCommand.Report command, Facts facts)
    {
        var known = state.Find(command.Version);
        var breaker = known ?? VersionBreaker.New(command.Version) with { Horizon = state.Horizon };
        var count = breaker.Mode == BreakerMode.HalfOpen ? Math.Min(command.Count, breaker.Granted - breaker.Reports.Sum(r => r.Count)) : command.Count;
        if (command.Generation != breaker.Generation || breaker.Mode == BreakerMode.Open || count == 0 || command.At <= breaker.Horizon || breaker.Reports.Any(r => r.Id == facts.CommandId))
        {
            return Accept(BreakerReply.Noted);
        }

        var report = new CallReport(facts.CommandId, command.Outcome, count, command.At);
        var after = breaker.With(report);
        List<BreakerEvent> events = [.. known is null ? Room(state, facts) : [], new BreakerEvent.Reported(command.Version, report, facts.Now)];
        if (CauseOf(after) is { } cause)
        {
            events.Add(Opening(state, after, cause, facts));
        }
        else if (after.Mode == BreakerMode.HalfOpen && after.Succeeded >= Policy.Probes)
        {
            events.Add(new BreakerEvent.Closed(command.Version, state.LastGeneration + 1, facts.Now));
        }

        return new Decision<BreakerEvent, BreakerReply>(events.ToValueList(), BreakerReply.Noted, null);
    }

    private static OpenCause? CauseOf(VersionBreaker breaker)
    {
        if (breaker.Reports.Any(r => r.Outcome == CallOutcome.PermanentFailure))
        {
            return OpenCause.PermanentFailure;
        }

        if (breaker.Mode == BreakerMode.HalfOpen)
        {
            return breaker.Reports.Any(r => r.Outcome != CallOutcome.Success) ? OpenCause.ProbeFailed : null;
        }

        var inARow = breaker.Reports.Reverse().TakeWhile(r => r.Outcome != CallOutcome.Success).Sum(r => r.Count);
        if (inARow >= Policy.ConsecutiveFailures)
        {
            return OpenCause.ConsecutiveFailures;
        }

        var (room, failures) = (Policy.WindowCalls, 0);
        foreach (var report in breaker.Reports.Reverse())
        {
            var counted = Math.Min(report.Count, room);
            (room, failures) = (room - counted, failures + (report.Outcome == CallOutcome.Success ? 0 : counted));
        }

        return failures >= Policy.WindowFailures ? OpenCause.FailureRate : null;
    }

    private static BreakerEvent.Opened Opening(BreakerState state, VersionBreaker breaker, OpenCause cause, Facts facts)
    {
        var isSoon = breaker.Mode == BreakerMode.HalfOpen || facts.Now - breaker.ClosedAt < Policy.StableAfter;
        var trips = isSoon ? breaker.Trips + 1 : 1;
        var cooldown = cause == OpenCause.PermanentFailure ? Policy.MaxCooldown : Backoff.Of(Policy.Cooldown, Policy.MaxCooldown, trips);
        return new BreakerEvent.Opened(breaker.Version, state.LastGeneration + 1, cause, trips, facts.Now + cooldown, facts.Now);
    }

    /// <summary>The version that was quiet longest makes room, one that is closed before one that is not.</summary>
    private static BreakerEvent[] Room(BreakerState state, Facts facts)
    {
        if (state.Versions.Count < BreakerLimits.MaxVersions)
        {
            return [];
        }

        var quiet = state.Versions.OrderBy(v => v.Mode == BreakerMode.Closed ? 0 : 1).ThenBy(v => v.LastAt).First();
        return [new BreakerEvent.VersionForgotten(quiet.Version, quiet.LastAt > state.Horizon ? quiet.LastAt : state.Horizon, facts.Now)];
    }

    private static Decision<BreakerEvent, BreakerReply> Override(BreakerState state, BreakerCommand.Override command, Facts facts)
    {
        if (state.Overrides.Any(o => o.Id == facts.CommandId))
        {
            return Accept(BreakerReply.Noted);
        }

        if ((TextProblem(command.Version, "a version") ?? TextProblem(command.Reason, "a reason")) is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        if (command.Until <= facts.Now)
        {
            return Refuse(RefusalCode.Invalid, $"an override ends in the future, and {command.Until:u} is past");
        }

        if (state.Overrides.Count(o => o.Until > facts.Now) >= BreakerLimits.MaxOverrides)
        {
            return Refuse(RefusalCode.TooLarge, $"there are {BreakerLimits.MaxOverrides} overrides that have not expired; wait for one of them");
        }

        return Accept(BreakerReply.Noted, new BreakerEvent.Overridden(new BreakerOverride(facts.CommandId, command.Version, command.Kind, command.Until, command.Reason, facts.Actor), facts.Now));
    }

    private static Decision<BreakerEvent, BreakerReply> EndOverride(BreakerState state, string id, Facts facts) =>
        state.Overrides.Any(o => o.Id == id && o.Until <= facts.Now) ? Accept(BreakerReply.Noted, new BreakerEvent.OverrideEnded(id, facts.Now)) : Accept(BreakerReply.Noted);

    private static string? Problem(string version, int count, DateTimeOffset at, Facts facts) =>
        TextProblem(version, "a version")
        ?? (count is < 1 or > BreakerLimits.MaxCalls ? $"a command is about 1 to {BreakerLimits.MaxCalls} calls, not {count}"
            : at > facts.Now + BreakerLimits.MaxAhead ? $"{at:u} is in the future; say when it was"
            : null);

    private static string? TextProblem(string text, string what) =>
        text.Length is > 0 and <= BreakerLimits.MaxTextLength ? null : $"{what} has 1 to {BreakerLimits.MaxTextLength} characters, not {text.Length}";

    private static Decision<BreakerEvent, BreakerReply> Granted(VersionBreaker breaker, int count, bool isProbe, params ReadOnlySpan<BreakerEvent> events) =>
        Accept(new BreakerReply(new Permit(breaker.Version, breaker.Generation, count, isProbe)), events);

    private static Decision<BreakerEvent, BreakerReply> NotNow(DateTimeOffset tryAfter) => Accept(new BreakerReply(TryAfter: tryAfter));

    private static Decision<BreakerEvent, BreakerReply> Accept(BreakerReply reply, params ReadOnlySpan<BreakerEvent> events) => Decision.Accept(reply, events);

    private static Decision<BreakerEvent, BreakerReply> Refuse(RefusalCode code, string message) => Decision.Refuse<BreakerEvent, BreakerReply>(code, message);
}
