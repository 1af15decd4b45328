namespace Synapse.Analysis.Backtracking;

/// <summary>A part of a pattern: where it can start and end, and whether it can be empty.</summary>
internal sealed record Fragment(IReadOnlyList<int> First, IReadOnlyList<int> Last, bool IsEmpty)
{
    public static Fragment Nothing { get; } = new([], [], true);
}

/// <summary>
/// The automaton of positions of a pattern (V. M. Glushkov, "The abstract theory of automata", 1961): one state for each character of
/// the pattern, and an edge wherever one can follow another. An edge that two constructs ask for is two ways of reading one text.
/// </summary>
internal sealed class PositionAutomaton
{
    /// <summary>Patterns with more characters are not decided; pairs of positions are looked at.</summary>
    public const int MaxPositions = 120;

    private readonly List<CharSet> _sets = [];
    private readonly Dictionary<(int From, int To), int> _edges = [];

    public int Count => _sets.Count;

    public bool IsTooLarge => _sets.Count > MaxPositions;

    public Fragment Position(CharSet set)
    {
        _sets.Add(set);
        return new Fragment([_sets.Count - 1], [_sets.Count - 1], false);
    }

    public Fragment Sequence(Fragment a, Fragment b)
    {
        Connect(a.Last, b.First);
        return new Fragment(a.IsEmpty ? [.. a.First, .. b.First] : a.First, b.IsEmpty ? [.. a.Last, .. b.Last] : b.Last, a.IsEmpty && b.IsEmpty);
    }

    public static Fragment Either(Fragment a, Fragment b) => new([.. a.First, .. b.First], [.. a.Last, .. b.Last], a.IsEmpty || b.IsEmpty);

    public Fragment Repeat(Fragment a, bool mayBeNone)
    {
        Connect(a.Last, a.First);
        return a with { IsEmpty = a.IsEmpty || mayBeNone };
    }

    private void Connect(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        if (IsTooLarge)
        {
            return;
        }

        foreach (var a in from)
        {
            foreach (var b in to)
            {
                _edges[(a, b)] = _edges.GetValueOrDefault((a, b)) + 1;
            }
        }
    }

    /// <summary>
    /// A position of a loop that can read one text in two ways and come back to where it was, so that every further character doubles
    /// the work (exponential ambiguity; A. Weber and H. Seidl, "On the degree of ambiguity of finite automata", 1991); only loops that
    /// <paramref name="mayFail"/> are asked. Null where there is none, or where it takes too long to tell.
    /// </summary>
    public int? AmbiguousLoop(Func<IReadOnlySet<int>, bool> mayFail)
    {
        const int MaxSteps = 2_000_000;
        if (IsTooLarge)
        {
            return null;
        }

        var next = new List<int>[Count];
        for (var i = 0; i < Count; i++)
        {
            next[i] = [.. _edges.Keys.Where(e => e.From == i).Select(e => e.To)];
        }

        var steps = MaxSteps;
        for (var start = 0; start < Count && steps > 0; start++)
        {
            var loop = LoopOf(next, start);
            if (loop.Contains(start) && mayFail(loop) && (_edges.Any(e => e.Value > 1 && loop.Contains(e.Key.From) && loop.Contains(e.Key.To)) || HasTwoWays(next, start, ref steps)))
            {
                return steps > 0 ? start : null;
            }
        }

        return null;
    }

    /// <summary>Whether two ways of reading one text part at <paramref name="start"/>, run through different positions and meet there again.</summary>
    private bool HasTwoWays(List<int>[] next, int start, ref int steps)
    {
        var before = new Dictionary<(int A, int B), List<(int A, int B)>> { [(start, start)] = [] };
        var open = new Queue<(int A, int B)>([(start, start)]);
        while (open.TryDequeue(out var pair) && steps > 0)
        {
            foreach (var a in next[pair.A])
            {
                foreach (var b in next[pair.B])
                {
                    steps--;
                    if (!_sets[a].Overlaps(_sets[b]))
                    {
                        continue;
                    }

                    if (!before.TryGetValue((a, b), out var from))
                    {
                        before[(a, b)] = from = [];
                        open.Enqueue((a, b));
                    }

                    from.Add(pair);
                }
            }
        }

        var back = new HashSet<(int A, int B)>();
        var left = new Stack<(int A, int B)>(before[(start, start)]);
        while (left.TryPop(out var pair))
        {
            if (pair.A != pair.B)
            {
                return true;
            }

            if (back.Add(pair))
            {
                before[pair].ForEach(left.Push);
            }
        }

        return false;
    }

    /// <summary>The positions from which and to which <paramref name="start"/> leads; empty where it is in no loop.</summary>
    private static HashSet<int> LoopOf(List<int>[] next, int start)
    {
        var reached = Reached(start, i => next[i]);
        var reaching = Reached(start, i => [.. Enumerable.Range(0, next.Length).Where(j => next[j].Contains(i))]);
        reached.IntersectWith(reaching);
        return reached;
    }

    private static HashSet<int> Reached(int start, Func<int, List<int>> next)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(next(start));
        while (open.TryPop(out var at))
        {
            if (seen.Add(at))
            {
                next(at).ForEach(open.Push);
            }
        }

        return seen;
    }
}
