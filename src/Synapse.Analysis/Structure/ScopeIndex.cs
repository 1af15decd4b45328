namespace Synapse.Analysis.Structure;

/// <summary>
/// Answers where a token lies in constant time, from arrays made in one sweep when first asked: a file may hold tens of thousands of
/// functions, and every match asks.
/// </summary>
internal sealed class ScopeIndex(TokenSource source, IReadOnlyList<Scope> scopes)
{
    private readonly Dictionary<ScopeKind, int[]> _depths = [];
    private int[]? _innermost;
    private int[]? _named;
    private int[]? _loops;
    private int[]? _branches;
    private Dictionary<Scope, int>? _nesting;

    /// <summary>The innermost function around a token, header included.</summary>
    public Scope? FunctionAt(int token) => At(_innermost ??= Sweep(s => s.Kind == ScopeKind.Function), token);

    /// <summary>The innermost function with a name; a lambda's code belongs to the function it stands in.</summary>
    public Scope? NamedFunctionAt(int token) => At(_named ??= Sweep(IsNamed), token);

    /// <summary>The innermost loop around a token, header included.</summary>
    public Scope? LoopAt(int token) => At(_loops ??= Sweep(s => s.Kind == ScopeKind.Loop), token);

    public bool IsInside(int token, ScopeKind kind) => kind == ScopeKind.OwnLoop
        ? token >= 0 && token < source.Tokens.Count && DepthsOf(ScopeKind.Loop)[token] > (FunctionAt(token) is { } function ? DepthsOf(ScopeKind.Loop)[function.First] : 0)
        : token >= 0 && token < source.Tokens.Count && DepthsOf(kind)[token] > 0;

    /// <summary>Branching words and operators in the scope's body.</summary>
    public int BranchesIn(Scope scope)
    {
        _branches ??= CountBranches();
        return _branches[scope.Last + 1] - _branches[scope.First];
    }

    /// <summary>The greatest number of loops and branches around a token of a named function, those around the function itself left out.</summary>
    public int NestingOf(Scope function) => (_nesting ??= MeasureNesting()).GetValueOrDefault(function);

    private static bool IsNamed(Scope scope) => scope.Kind == ScopeKind.Function && scope.Name.Length > 0;

    private Scope? At(int[] map, int token) => token >= 0 && token < map.Length && map[token] >= 0 ? scopes[map[token]] : null;

    /// <summary>For each token the index of the chosen scope that starts last and has not ended, or -1.</summary>
    private int[] Sweep(Func<Scope, bool> chosen)
    {
        var starts = Enumerable.Range(0, scopes.Count).Where(i => chosen(scopes[i])).OrderBy(i => scopes[i].Header).ToArray();
        var map = new int[source.Tokens.Count];
        var open = new Stack<int>();
        var next = 0;
        for (var token = 0; token < map.Length; token++)
        {
            while (next < starts.Length && scopes[starts[next]].Header <= token)
            {
                open.Push(starts[next++]);
            }

            while (open.TryPeek(out var top) && scopes[top].Last < token)
            {
                open.Pop();
            }

            map[token] = open.TryPeek(out var innermost) ? innermost : -1;
        }

        return map;
    }

    private int[] DepthsOf(ScopeKind kind)
    {
        if (!_depths.TryGetValue(kind, out var depths))
        {
            depths = new int[source.Tokens.Count + 1];
            foreach (var scope in scopes)
            {
                if (scope.Kind == kind && scope.Last >= scope.First)
                {
                    depths[scope.First]++;
                    depths[scope.Last + 1]--;
                }
            }

            for (var i = 1; i < depths.Length; i++)
            {
                depths[i] += depths[i - 1];
            }

            _depths[kind] = depths;
        }

        return depths;
    }

    private int[] CountBranches()
    {
        var sums = new int[source.Tokens.Count + 1];
        for (var i = 0; i < source.Tokens.Count; i++)
        {
            sums[i + 1] = sums[i] + (source.IsBranch(i) ? 1 : 0);
        }

        return sums;
    }

    private Dictionary<Scope, int> MeasureNesting()
    {
        var (loops, branches) = (DepthsOf(ScopeKind.Loop), DepthsOf(ScopeKind.Branch));
        var map = _named ??= Sweep(IsNamed);
        var deepest = new int[scopes.Count];
        for (var token = 0; token < map.Length; token++)
        {
            if (map[token] >= 0)
            {
                deepest[map[token]] = Math.Max(deepest[map[token]], loops[token] + branches[token]);
            }
        }

        var result = new Dictionary<Scope, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < scopes.Count; i++)
        {
            if (IsNamed(scopes[i]))
            {
                var around = scopes[i].Header;
                result[scopes[i]] = Math.Max(0, deepest[i] - loops[around] - branches[around]);
            }
        }

        return result;
    }
}
