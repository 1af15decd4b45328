using Synapse.Core.Agents.Breakers;
using Synapse.Core.Kernel;

namespace Synapse.Simulation.Checks;

/// <summary>What must hold of every event of an agent's breakers.</summary>
internal sealed class BreakerChecks(AggregateId id, Violations violations) : IEventChecks<BreakerState, BreakerEvent>
{
    private static readonly BreakerPolicy Policy = BreakerPolicy.Default;

    private readonly Dictionary<string, Breaker> _breakers = [];
    private readonly Dictionary<(string Version, long Generation), BreakerMode> _generations = [];
    private readonly Dictionary<string, (long Generation, int Count)> _grants = [];
    private readonly HashSet<string> _forced = [];
    private string? _mustOpen;
    private long _last;

    /// <summary>The id of a report, which says of which generation its permit was.</summary>
    public static string ReportId(long generation, string name) => $"report/{generation}/{name}";

    public void Check(BreakerState before, BreakerEvent @event, BreakerState after)
    {
        violations.Unless(_mustOpen is null || (@event as BreakerEvent.Opened)?.Version == _mustOpen, $"{id}: {_mustOpen} has failed often enough and its breaker stays as it is");
        _mustOpen = null;
        switch (@event)
        {
            case BreakerEvent.Reported e:
                Reported(Of(e.Version), e);
                break;
            case BreakerEvent.Opened e:
                Opened(Of(e.Version), e);
                break;
            case BreakerEvent.HalfOpened e:
                HalfOpened(Of(e.Version), e);
                break;
            case BreakerEvent.ProbesGranted e:
                Granted(Of(e.Version), e.Grant);
                break;
            case BreakerEvent.Closed e:
                var closing = Of(e.Version);
                violations.Unless(
                    closing.Mode == BreakerMode.HalfOpen && closing.Reports.All(r => r.Outcome == CallOutcome.Success) && closing.Reports.Sum(r => r.Count) >= Policy.Probes,
                    $"{id}: {e.Version} was closed from {closing.Mode} after {string.Join(", ", closing.Reports)}");
                Next(closing, BreakerMode.Closed, e.Generation);
                break;
            case BreakerEvent.Overridden e:
                violations.Unless(e.Override.Until > e.At, $"{id}: an override of {e.Override.Version} ended before it began");
                _forced.Add(e.Override.Version);
                break;
            case BreakerEvent.OverrideEnded e:
                var ended = before.Overrides.FirstOrDefault(o => o.Id == e.Id);
                violations.Unless(ended is null || e.At >= ended.Until, $"{id}: an override of {ended?.Version} was ended before its time");
                break;
            case BreakerEvent.VersionForgotten e:
                violations.Unless(_breakers.Remove(e.Version), $"{id}: {e.Version} was forgotten and was not known");
                break;
            default:
                break;
        }

        foreach (var breaker in _breakers.Values)
        {
            var (mode, generation) = after.Find(breaker.Version) is { } own ? (own.Mode, own.Generation) : (BreakerMode.Closed, 0);
            violations.Unless(mode == breaker.Mode && generation == breaker.Generation, $"{id}: {breaker.Version} is {mode} in generation {generation} and should be {breaker.Mode} in {breaker.Generation}");
        }

        violations.Unless(after.Versions.Count <= BreakerLimits.MaxVersions, $"{id}: {after.Versions.Count} versions have a breaker");
    }

    public void CheckTimers(BreakerState state, IReadOnlyDictionary<string, DateTimeOffset> timers)
    {
        var endless = state.Overrides.FirstOrDefault(o => !timers.ContainsKey($"override/{o.Id}"));
        violations.Unless(endless is null, $"{id}: the override {endless?.Id} will never end");
    }

    /// <summary>A client was answered.</summary>
    public void Heard(string commandId, BreakerReply reply)
    {
        if (reply.Permit is { IsProbe: true } probe)
        {
            violations.Unless(_grants.GetValueOrDefault(commandId) == (probe.Generation, probe.Count), $"{id}: {commandId} was given {probe}, and the journal says {_grants.GetValueOrDefault(commandId)}");
        }
        else if (reply.Permit is { } permit && !_forced.Contains(permit.Version))
        {
            violations.Unless(
                permit.Generation == 0 || _generations.GetValueOrDefault((permit.Version, permit.Generation), BreakerMode.Open) == BreakerMode.Closed,
                $"{id}: {commandId} was given {permit}, and nothing was closed then");
        }
    }

    public void CheckEnd() => violations.Unless(_mustOpen is null, $"{id}: {_mustOpen} has failed often enough and its breaker stays as it is");

    private Breaker Of(string version) => _breakers.TryGetValue(version, out var known) ? known : _breakers[version] = new Breaker(version);

    private void Reported(Breaker breaker, BreakerEvent.Reported e)
    {
        var generation = e.Report.Id.Split('/')[1];
        violations.Unless(generation == $"{breaker.Generation}", $"{id}: a report of generation {generation} was taken in {breaker.Generation}");
        violations.Unless(breaker.Mode != BreakerMode.Open, $"{id}: a report was taken while {e.Version} was open");
        violations.Unless(breaker.Reports.All(r => r.Id != e.Report.Id), $"{id}: report {e.Report.Id} was counted twice");
        breaker.Reports.Add(e.Report);
        violations.Unless(
            breaker.Mode != BreakerMode.HalfOpen || breaker.Reports.Sum(r => r.Count) <= breaker.Granted, $"{id}: {breaker.Reports.Sum(r => r.Count)} probes of {e.Version} were reported and {breaker.Granted} were granted");
        _mustOpen = IsTripped(breaker) ? e.Version : null;
    }

    private void Opened(Breaker breaker, BreakerEvent.Opened e)
    {
        violations.Unless(breaker.Mode != BreakerMode.Open && IsTripped(breaker), $"{id}: {e.Version} was opened from {breaker.Mode} after {string.Join(", ", breaker.Reports)}");
        violations.Unless(e.RetryAt >= e.At + Policy.Cooldown && e.RetryAt <= e.At + Policy.MaxCooldown, $"{id}: {e.Version} stays open for {e.RetryAt - e.At}");
        breaker.RetryAt = e.RetryAt;
        Next(breaker, BreakerMode.Open, e.Generation);
    }

    private void HalfOpened(Breaker breaker, BreakerEvent.HalfOpened e)
    {
        violations.Unless(breaker.Mode != BreakerMode.Closed, $"{id}: {e.Version} was closed and is probed");
        violations.Unless(breaker.Mode != BreakerMode.Open || e.Since >= breaker.RetryAt, $"{id}: {e.Version} is probed before its cooldown has ended");
        violations.Unless(breaker.Mode != BreakerMode.HalfOpen || e.Since >= breaker.Since + Policy.ProbeTimeout, $"{id}: a second set of probes of {e.Version} goes beside the first");
        breaker.Since = e.Since;
        Next(breaker, BreakerMode.HalfOpen, e.Generation);
    }

    private void Granted(Breaker breaker, ProbeGrant grant)
    {
        breaker.Granted += grant.Count;
        violations.Unless(breaker.Mode == BreakerMode.HalfOpen && breaker.Granted <= Policy.Probes, $"{id}: {breaker.Granted} probes of {breaker.Version} go while it is {breaker.Mode}");
        violations.Unless(_grants.TryAdd(grant.Id, (breaker.Generation, grant.Count)), $"{id}: {grant.Id} was given probes twice");
    }

    private void Next(Breaker breaker, BreakerMode mode, long generation)
    {
        violations.Unless(generation > _last, $"{id}: generation {generation} comes after {_last}");
        _last = generation;
        _generations[(breaker.Version, generation)] = mode;
        (breaker.Mode, breaker.Generation, breaker.Granted) = (mode, generation, 0);
        breaker.Reports.Clear();
    }

    /// <summary>The policy in other words: by the order in which the calls ended, call by call.</summary>
    private static bool IsTripped(Breaker breaker)
    {
        // Of two calls that ended at the same instant, the one that was reported first comes first.
        var calls = breaker.Reports.OrderBy(r => r.At).SelectMany(r => Enumerable.Repeat(r.Outcome, r.Count)).Reverse().ToList();
        return calls.Contains(CallOutcome.PermanentFailure)
            || (breaker.Mode == BreakerMode.HalfOpen
                ? calls.Exists(c => c != CallOutcome.Success)
                : calls.TakeWhile(c => c != CallOutcome.Success).Count() >= Policy.ConsecutiveFailures || calls.Take(Policy.WindowCalls).Count(c => c != CallOutcome.Success) >= Policy.WindowFailures);
    }

    private sealed class Breaker(string version)
    {
        public string Version => version;

        public BreakerMode Mode { get; set; }

        public long Generation { get; set; }

        public List<CallReport> Reports { get; } = [];

        public int Granted { get; set; }

        public DateTimeOffset RetryAt { get; set; }

        public DateTimeOffset Since { get; set; }
    }
}
