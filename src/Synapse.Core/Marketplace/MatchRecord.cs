namespace Synapse.Core.Marketplace;

/// <summary>Collects what a decision says about those that are not chosen: all by number, the best one by one.</summary>
internal sealed class MatchRecord
{
    private readonly int[] _reasons = new int[(int)NotChosen.GaveWay + 1];
    private readonly PriorityQueue<Row, (long Net, ulong Rank)> _weighed = new();
    private readonly PriorityQueue<Row, ulong> _out = new();

    /// <summary>Those that cover nothing of the change are counted only.</summary>
    public void AddNotCapable(int count) => _reasons[(int)NotChosen.NotCapable] += count;

    /// <summary>One that was out before it was weighed.</summary>
    public void AddOut(Candidate candidate, NotChosen why, ulong rank)
    {
        _reasons[(int)why]++;
        if (_weighed.Count < MatchDecision.MaxWeighed)
        {
            Keep(_out, new Row(candidate, default, 0, 0, why, IsWeighed: false), ~rank);
        }
    }

    public void AddWeighed(Candidate candidate, in Quote quote, long price, long net, NotChosen why, ulong rank)
    {
        _reasons[(int)why]++;
        Keep(_weighed, new Row(candidate, quote, price, net, why, IsWeighed: true), (net, ~rank));
    }

    public ValueList<ReasonCount> Reasons() => _reasons
        .Select((count, reason) => new ReasonCount((NotChosen)reason, count))
        .Where(r => r.Candidates > 0)
        .ToValueList();

    /// <summary>The chosen, then the weighed with the highest net first, then those that were out.</summary>
    public ValueList<ScoredCandidate> Rows(IEnumerable<MatchEntry> chosen, Scoring scoring) => chosen
        .Select(c => new Row(c.Candidate, c.Quote, c.Price, c.Net, NotChosen.No, IsWeighed: true))
        .Concat(BestFirst(_weighed))
        .Concat(BestFirst(_out))
        .Take(MatchDecision.MaxWeighed)
        .Select(r => new ScoredCandidate(
            r.Candidate.Listing.Agent, r.Candidate.Listing.Version, r.Candidate.Listing.Tier, r.Quote, r.Price, r.Net,
            r.IsWeighed ? scoring.PartsOf(r.Candidate) : [], r.WhyNot))
        .ToValueList();

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

    private readonly record struct Row(Candidate Candidate, Quote Quote, long Price, long Net, NotChosen WhyNot, bool IsWeighed);
}
