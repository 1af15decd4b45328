namespace Synapse.Core.Marketplace;

/// <summary>Collects what a decision says about those that are not chosen: all by number, the best one by one.</summary>
internal sealed class MatchRecord(CandidateTable table, Scoring scoring)
{
    private readonly int[] _reasons = new int[(int)NotChosen.GaveWay + 1];
    private readonly PriorityQueue<Row, (long Net, ulong Rank)> _weighed = new();
    private readonly PriorityQueue<Row, ulong> _out = new();
    private long _leastNet;

    /// <summary>Those that cover nothing of the change are counted only.</summary>
    public void AddNotCapable(int count) => _reasons[(int)NotChosen.NotCapable] += count;

    /// <summary>One that was out before it was weighed.</summary>
    public void AddOut(int place, NotChosen why, ulong rank)
    {
        _reasons[(int)why]++;
        if (_weighed.Count < MatchDecision.MaxWeighed)
        {
            Keep(_out, new Row(place, default, 0, 0, why, IsWeighed: false), ~rank);
        }
    }

    public void AddWeighed(int place, in Quote quote, long price, long net, NotChosen why, ulong rank)
    {
        _reasons[(int)why]++;
        if (_weighed.Count < MatchDecision.MaxWeighed || net >= _leastNet)
        {
            Keep(_weighed, new Row(place, quote, price, net, why, IsWeighed: true), (net, ~rank));
            _leastNet = _weighed.Peek().Net;
        }
    }

    public ValueList<ReasonCount> Reasons() => _reasons
        .Select((count, reason) => new ReasonCount((NotChosen)reason, count))
        .Where(r => r.Candidates > 0)
        .ToValueList();

    /// <summary>The chosen, then the weighed with the highest net first, then those that were out.</summary>
    public ValueList<ScoredCandidate> Rows(IEnumerable<MatchEntry> chosen) => chosen
        .Select(c => new Row(c.Place, c.Quote, c.Price, c.Net, NotChosen.No, IsWeighed: true))
        .Concat(BestFirst(_weighed))
        .Concat(BestFirst(_out))
        .Take(MatchDecision.MaxWeighed)
        .Select(r => Told(r, table[r.Place].Listing))
        .ToValueList();

    private ScoredCandidate Told(in Row row, Listing listing) => new(
        listing.Agent, listing.Version, listing.Tier, row.Quote, row.Price, row.Net, row.IsWeighed ? scoring.PartsOf(row.Place) : [], row.WhyNot);

    /// <summary>The least wanted is the first of its queue, and leaves it for a better one.</summary>
    private static void Keep<TPlace>(PriorityQueue<Row, TPlace> queue, in Row row, TPlace place)
    {
        if (queue.Count < MatchDecision.MaxWeighed)
        {
            queue.Enqueue(row, place);
        }
        else
        {
            queue.EnqueueDequeue(row, place);
        }
    }

    private static List<Row> BestFirst<TPlace>(PriorityQueue<Row, TPlace> queue)
    {
        var rows = new List<Row>();
        while (queue.TryDequeue(out var row, out _))
        {
            rows.Add(row);
        }

        rows.Reverse();
        return rows;
    }

    private readonly record struct Row(int Place, Quote Quote, long Price, long Net, NotChosen WhyNot, bool IsWeighed);
}
