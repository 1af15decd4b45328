using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cluster.KillTest;

/// <summary>What the journal says of the reviews, read event by event.</summary>
/// <param name="Reviews">Reviews that were requested.</param>
/// <param name="Violations">What must not be.</param>
/// <param name="ByStatus">Verdicts by their status.</param>
internal sealed record JournalVerdicts(int Reviews, int Reports, int Resumed, IReadOnlyList<string> Violations, IReadOnlyDictionary<string, int> ByStatus)
{
    private const int MaxShown = 20;

    /// <param name="accepted">Each must have a verdict, and exactly one.</param>
    public static async Task<JournalVerdicts> ReadAsync(IJournalStore journal, IReadOnlyCollection<string> accepted)
    {
        var codec = new ReviewEventCodec();
        var verdicts = new Dictionary<string, List<string>>();
        var reports = new Dictionary<(string Review, string Specialist), int>();
        var (resumed, requested, last) = (0, new HashSet<string>(), 0L);
        for (IReadOnlyList<JournalEvent> page = [new(0, null!, 0, null!)]; page.Count > 0; last = page.Count > 0 ? page[^1].Position : last)
        {
            page = await journal.ReadAllAsync(last, 5_000, CancellationToken.None);
            foreach (var @event in page)
            {
                var id = @event.Stream.Id;
                switch (codec.Decode(@event.Event.Type, @event.Event.Data))
                {
                    case ReviewEvent.Requested:
                        requested.Add(id);
                        break;
                    case ReviewEvent.Reported e:
                        reports[(id, e.Report.Specialist)] = reports.GetValueOrDefault((id, e.Report.Specialist)) + 1;
                        break;
                    case ReviewEvent.Resumed:
                        resumed++;
                        break;
                    case ReviewEvent.Summarised e:
                        (verdicts.TryGetValue(id, out var list) ? list : verdicts[id] = []).Add(e.Verdict.Status.ToString());
                        break;
                }
            }
        }

        List<string> violations =
        [
            .. accepted.Where(id => !requested.Contains(id)).Select(id => $"{id} was accepted and is not in the journal"),
            .. requested.Where(id => !verdicts.ContainsKey(id)).Select(id => $"{id} has no verdict"),
            .. verdicts.Where(v => v.Value.Count > 1).Select(v => $"{v.Key} has {v.Value.Count} verdicts"),
            .. reports.Where(r => r.Value > 1).Select(r => $"{r.Key.Specialist} is counted {r.Value} times in {r.Key.Review}"),
            .. (await journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, MaxShown, CancellationToken.None)).Select(t => $"the timer {t.Name} of {t.Stream} is left"),
            .. (await journal.ReadDeadLettersAsync(null, null, MaxShown, CancellationToken.None)).Select(d => $"an effect of {d.Stream} was given up: {d.Cause}"),
        ];
        foreach (var tenant in new[] { "acme" })
        {
            var audit = await journal.Audit.VerifyAsync(tenant, null, CancellationToken.None);
            violations.AddRange(audit.IsIntact ? [] : [$"the audit chain of {tenant} is broken"]);
        }

        return new JournalVerdicts(requested.Count, reports.Count, resumed, violations, verdicts.Values.SelectMany(v => v).CountBy(v => v).ToDictionary());
    }
}
