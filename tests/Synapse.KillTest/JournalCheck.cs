using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.KillTest;

/// <summary>Compares a journal at rest with what was seen from outside.</summary>
internal sealed class JournalCheck
{
    private const int Page = 1_000;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ReviewEventCodec Codec = new();
    private static readonly ReviewStateCodec States = new();
    private static readonly ReviewProjection Projection = new();

    private readonly IJournalStore _journal;
    private readonly Witness _witness;
    private readonly ILookup<string, (string Review, string Specialist, long Version)> _starts;
    private readonly List<string> _violations = [];
    private readonly HashSet<string> _signals = new(StringComparer.Ordinal);
    private long _events;
    private int _verdicts;

    private JournalCheck(IJournalStore journal, Witness witness) =>
        (_journal, _witness, _starts) = (journal, witness, witness.Starts.ToLookup(s => s.Review, StringComparer.Ordinal));

    public static async Task<CheckResult> RunAsync(IJournalStore journal, Witness witness)
    {
        var check = new JournalCheck(journal, witness);
        await check.StreamsAsync();
        await check.RestAsync();
        return new CheckResult(check._verdicts, check._violations);
    }

    private async Task StreamsAsync()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<AggregateId> page = [];
        do
        {
            page = await _journal.ReadStreamsAsync(ReviewAggregate.Kind, KillReviews.Tenant, "", page.Count == 0 ? null : page[^1], Page, None);
            foreach (var id in page)
            {
                found.Add(id.Id);
                await StreamAsync(id);
            }
        }
        while (page.Count == Page);

        _violations.AddRange(_witness.Accepted.Where(id => !found.Contains(id)).Select(id => $"{id} was accepted and is lost"));
        _violations.AddRange(found.Where(id => !_witness.Requested.Contains(id)).Select(id => $"{id} was never asked for"));
        _violations.AddRange(_witness.Signals.Keys.Where(id => !_signals.Contains(id)).Select(id => $"signal {id} was sent and nothing in the journal asks for it"));
    }

    private async Task StreamAsync(AggregateId id)
    {
        var slice = await _journal.ReadAsync(id, 0, None);
        var events = slice.Events.Select(e => Codec.Decode(e.Event.Type, e.Event.Data)).ToList();
        _events += events.Count;
        if (events.Count < 3 || events is not [ReviewEvent.Requested, ReviewEvent.Classified, ReviewEvent.Assigned, ..] || events.OfType<ReviewEvent.Requested>().Count() != 1)
        {
            _violations.Add($"{id.Id} is there in part: {string.Join(", ", slice.Events.Select(e => e.Event.Type))}");
            return;
        }

        if (((ReviewEvent.Requested)events[0]).Change != KillReviews.Request(id.Id).Change)
        {
            _violations.Add($"{id.Id} is not what was asked for");
        }

        Outcome(id.Id, events);
        Redone(id.Id, events);
        Signals(id, events);
        await StateAsync(id, events);
    }

    private void Outcome(string id, List<ReviewEvent> events)
    {
        var verdicts = events.OfType<ReviewEvent.Summarised>().ToList();
        _verdicts += verdicts.Count > 0 ? 1 : 0;
        if (verdicts.Count != 1)
        {
            _violations.Add($"{id} has {verdicts.Count} verdicts");
        }

        foreach (var specialist in KillReviews.Specialists)
        {
            var (reports, timeouts) = (events.OfType<ReviewEvent.Reported>().Count(e => e.Report.Specialist == specialist), events.OfType<ReviewEvent.SpecialistTimedOut>().Count(e => e.Specialist == specialist));
            if ((reports, timeouts) != (KillReviews.IsSilent(id, specialist) ? (0, 1) : (1, 0)))
            {
                _violations.Add($"{id} has {reports} reports of {specialist} and gave it up {timeouts} times");
            }
        }
    }

    /// <summary>Whoever starts a specialist must not know its report already.</summary>
    private void Redone(string id, List<ReviewEvent> events)
    {
        foreach (var (_, specialist, known) in _starts[id])
        {
            var reported = events.FindIndex(e => e is ReviewEvent.Reported r && r.Report.Specialist == specialist) + 1;
            if (reported > 0 && known >= reported)
            {
                _violations.Add($"{id}: {specialist} was started at version {known} and had reported in version {reported}");
            }
        }
    }

    private void Signals(AggregateId id, List<ReviewEvent> events)
    {
        var (state, summarised) = (ReviewState.Empty, 0);
        for (var version = 1; version <= events.Count; version++)
        {
            state = ReviewState.Evolve(state, events[version - 1]);
            var effects = ReviewReactor.React(id, state, events[version - 1]);
            for (var index = 0; index < effects.Count; index++)
            {
                if (effects[index] is not PublishSignal publish)
                {
                    continue;
                }

                var effect = $"{id}@{version}.{index}";
                _signals.Add(effect);
                var type = _witness.Signals.TryGetValue(effect, out var seen) ? seen.Type : "nothing";
                summarised += type == SignalTypes.ReviewSummarised ? 1 : 0;
                if (type != publish.Signal.Type)
                {
                    _violations.Add($"signal {effect} is {publish.Signal.Type} and {type} was heard");
                }
            }
        }

        if (summarised != 1)
        {
            _violations.Add($"{id.Id} was summarised to the outside {summarised} times");
        }
    }

    /// <summary>Folding from nothing gives the snapshot, and the rows of the read model.</summary>
    private async Task StateAsync(AggregateId id, List<ReviewEvent> events)
    {
        var snapshot = (await _journal.LoadAsync(id, None)).Snapshot;
        if (snapshot is not null && (!States.TryDecode(snapshot.State, out var kept) || kept != events.Take((int)snapshot.Version).Aggregate(ReviewState.Empty, ReviewState.Evolve)))
        {
            _violations.Add($"the snapshot of {id.Id} is not what its first {snapshot.Version} events say");
        }

        var rows = Projection.Changes(id, ReviewState.Empty, events.Aggregate(ReviewState.Empty, ReviewState.Evolve));
        if (!rows.ToHashSet().SetEquals(await _journal.Views.ReadAsync(id, None)))
        {
            _violations.Add($"the rows of {id.Id} are not what its events say");
        }
    }

    private async Task RestAsync()
    {
        var letters = await _journal.ReadDeadLettersAsync(null, null, Page, None);
        _violations.AddRange(letters.Select(l => $"a dead letter of {l.Stream}@{l.Version}.{l.Index}: {l.Cause}"));
        _violations.AddRange((await _journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, Page, None)).Select(t => $"the timer {t.Name} of {t.Stream.Id} is left"));
        _violations.AddRange((await _journal.ReadBehindAsync(null, Page, None)).Select(s => $"{s.Id} is behind"));
        var audit = await _journal.Audit.VerifyAsync(KillReviews.Tenant, null, None);
        if (!audit.IsIntact || audit.Events != _events)
        {
            _violations.Add($"the chain of {audit.Events} events over {_events} is broken: {audit.Problem}");
        }
    }
}
