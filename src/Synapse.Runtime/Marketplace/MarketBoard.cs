using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Marketplace;

/// <summary>
/// A market as this process sees it, for matching without a call to the market itself. It follows the market's stream in the journal, so it
/// is behind by the staleness at most. Any number of threads may read at once; one of them reads the journal for all.
/// </summary>
/// <param name="market">The market's id; one that does not exist yet is empty.</param>
/// <param name="staleness">How long a look at the journal counts as fresh; 0 looks each time.</param>
public sealed class MarketBoard(IJournal journal, AggregateId market, TimeProvider time, TimeSpan staleness) : IDisposable
{
    private readonly AggregateStore<MarketAggregate, MarketState, MarketCommand, MarketEvent, MarketReply> _store = new(market, journal, MarketForm.Current);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile IReadOnlyDictionary<string, Standing> _standings = new Dictionary<string, Standing>();
    private volatile Sheet? _sheet;
    private int _told;

    /// <summary>The staleness where nobody says otherwise.</summary>
    public static TimeSpan DefaultStaleness { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Says that the market has changed, as a signal tells: the next reading looks at the journal.</summary>
    public void Expire() => Interlocked.Increment(ref _told);

    /// <summary>Sets what is known of the agents, by agent; the next reading uses it. The dictionary is not changed afterwards.</summary>
    public void Use(IReadOnlyDictionary<string, Standing> standings) => _standings = standings;

    /// <summary>The market, no older than the staleness. An exception is the journal's: what was read before is kept, and the next reading tries again.</summary>
    public async ValueTask<MarketIndex> ReadAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return Fresh() ?? await RefreshAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private MarketIndex? Fresh() =>
        _sheet is { } sheet && sheet.Told == Volatile.Read(ref _told) && sheet.Standings == _standings && time.GetUtcNow() - sheet.ReadAt < staleness ? sheet.Index : null;

    private async Task<MarketIndex> RefreshAsync(CancellationToken cancellationToken)
    {
        // Taken before the reading: what changes meanwhile is looked at again.
        var (told, standings, now) = (Volatile.Read(ref _told), _standings, time.GetUtcNow());
        var next = _sheet is { } sheet ? await FollowAsync(sheet, standings, now, cancellationToken) : null;
        if (next is null)
        {
            var loaded = await _store.LoadAsync(cancellationToken);
            next = new Sheet(new MarketIndex(loaded.State, DayOf(now), standings), loaded.Version, told, standings, now);
        }

        _sheet = next with { Told = told, Standings = standings, ReadAt = now };
        return next.Index;
    }

    /// <summary>The sheet with what happened since; null where the journal no longer has all of it.</summary>
    private async Task<Sheet?> FollowAsync(Sheet sheet, IReadOnlyDictionary<string, Standing> standings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slice = await journal.ReadAsync(market, sheet.Version, cancellationToken);
        var (state, version, isOther) = (sheet.Index.State, sheet.Version, standings != sheet.Standings);
        foreach (var recorded in slice.Events)
        {
            if (recorded.Version != ++version)
            {
                return null;
            }

            var @event = MarketForm.Current.Events.Decode(recorded.Event.Type, recorded.Event.Data);
            state = MarketState.Evolve(state, @event);
            isOther |= @event is not MarketEvent.MatchRecorded;
        }

        return version == slice.Version
            ? sheet with { Index = isOther ? new MarketIndex(state, DayOf(now), standings) : sheet.Index.WithFigures(state, DayOf(now)), Version = version }
            : null;
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <param name="Told">How often the board had been told of a change when the reading began.</param>
    private sealed record Sheet(MarketIndex Index, long Version, int Told, IReadOnlyDictionary<string, Standing> Standings, DateTimeOffset ReadAt);
}
