namespace Synapse.Core.Agents.Breakers;

public enum BreakerMode
{
    /// <summary>Calls go through.</summary>
    Closed,
    /// <summary>None does.</summary>
    Open,
    /// <summary>A few do, to find out.</summary>
    HalfOpen,
}

/// <summary>Calls that ended in the same way.</summary>
/// <param name="Id">Of the command that told it.</param>
public sealed record CallReport(string Id, CallOutcome Outcome, int Count, DateTimeOffset At);

/// <summary>Calls that were let through as probes.</summary>
/// <param name="Id">Of the command that asked for them.</param>
public sealed record ProbeGrant(string Id, int Count);

/// <summary>What an operator wants, whatever the calls say.</summary>
public enum OverrideKind
{
    Closed,
    Open,
    /// <summary>Takes back an earlier one.</summary>
    None,
}

/// <param name="Id">Of the command that set it.</param>
public sealed record BreakerOverride(string Id, string Version, OverrideKind Kind, DateTimeOffset Until, string Reason, string Actor);

/// <summary>The breaker of one version.</summary>
/// <param name="Generation">Another one after every transition, and never one that was there before. A report of a permit of another generation changes nothing.</param>
/// <param name="Reports">Of this generation, in the order in which the calls ended.</param>
/// <param name="Horizon">Reports up to this instant are not taken any more: they may be counted already.</param>
/// <param name="LastAt">The newest end of a call that was reported in any generation.</param>
/// <param name="Trips">How often it opened without staying closed for long in between.</param>
/// <param name="RetryAt">When probes may go, if it is open.</param>
/// <param name="Grants">Who has probes of the present set.</param>
/// <param name="ProbesSince">When the present set was first asked for.</param>
/// <param name="ClosedAt">When it closed last.</param>
public sealed record VersionBreaker(
    string Version,
    BreakerMode Mode,
    long Generation,
    ValueList<CallReport> Reports,
    DateTimeOffset Horizon,
    DateTimeOffset LastAt,
    int Trips,
    DateTimeOffset RetryAt,
    ValueList<ProbeGrant> Grants,
    DateTimeOffset ProbesSince,
    DateTimeOffset ClosedAt)
{
    public static VersionBreaker New(string version) => new(version, BreakerMode.Closed, 0, [], default, default, 0, default, [], default, default);

    public int Granted => Grants.Sum(g => g.Count);

    public int Succeeded => Reports.Where(r => r.Outcome == CallOutcome.Success).Sum(r => r.Count);

    internal VersionBreaker With(CallReport report)
    {
        var place = Reports.Count(r => r.At <= report.At);
        var reports = Reports.Take(place).Append(report).Concat(Reports.Skip(place)).ToValueList();
        var after = this with { Reports = reports, LastAt = report.At > LastAt ? report.At : LastAt };
        return reports.Count <= BreakerLimits.MaxReports ? after : after with { Reports = reports.Skip(1).ToValueList(), Horizon = reports[0].At };
    }

    internal VersionBreaker Next(BreakerMode mode, long generation) => this with { Mode = mode, Generation = generation, Reports = [], Horizon = default, Grants = [] };
}

/// <param name="LastGeneration">The newest of any version, whether it still has a breaker or not.</param>
/// <param name="Overrides">The last one for a version is in force until it expires.</param>
/// <param name="Horizon">Reports up to this instant of versions that have no breaker are not taken: they may be of one that was forgotten.</param>
public sealed record BreakerState(ValueList<VersionBreaker> Versions, long LastGeneration, ValueList<BreakerOverride> Overrides, DateTimeOffset Horizon)
{
    public static BreakerState Empty { get; } = new([], 0, [], default);

    public VersionBreaker? Find(string version) => Versions.FirstOrDefault(v => v.Version == version);

    /// <summary>The override in force; null when there is none, or it was taken back.</summary>
    public BreakerOverride? OverrideOf(string version, DateTimeOffset now) =>
        Overrides.LastOrDefault(o => o.Version == version && o.Until > now) is { Kind: not OverrideKind.None } last ? last : null;

    /// <summary>Folds one event. Total: an event that does not fit leaves the state as it is.</summary>
    public static BreakerState Evolve(BreakerState state, BreakerEvent @event) => @event switch
    {
        BreakerEvent.Reported e => With(state, e.Version, v => v.With(e.Report)),
        BreakerEvent.Opened e => Next(state, e.Version, e.Generation, BreakerMode.Open, v => v with { Trips = e.Trips, RetryAt = e.RetryAt }),
        BreakerEvent.HalfOpened e => Next(state, e.Version, e.Generation, BreakerMode.HalfOpen, v => v with { ProbesSince = e.Since }),
        BreakerEvent.ProbesGranted e => With(state, e.Version, v => v with { Grants = v.Grants.Add(e.Grant) }),
        BreakerEvent.Closed e => Next(state, e.Version, e.Generation, BreakerMode.Closed, v => v with { ClosedAt = e.At }),
        BreakerEvent.Overridden e => state with { Overrides = state.Overrides.Where(o => o.Until > e.At).Append(e.Override).ToValueList() },
        BreakerEvent.OverrideEnded e => state with { Overrides = state.Overrides.Where(o => o.Id != e.Id).ToValueList() },
        BreakerEvent.VersionForgotten e => state with { Versions = state.Versions.Where(v => v.Version != e.Version).ToValueList(), Horizon = e.Horizon },
        _ => state,
    };

    private static BreakerState Next(BreakerState state, string version, long generation, BreakerMode mode, Func<VersionBreaker, VersionBreaker> change) =>
        With(state, version, v => change(v.Next(mode, generation))) with { LastGeneration = Math.Max(generation, state.LastGeneration) };

    private static BreakerState With(BreakerState state, string version, Func<VersionBreaker, VersionBreaker> change) =>
        state.Find(version) is null
            ? state with { Versions = state.Versions.Add(change(VersionBreaker.New(version) with { Horizon = state.Horizon })) }
            : state with { Versions = state.Versions.Select(v => v.Version == version ? change(v) : v).ToValueList() };
}
