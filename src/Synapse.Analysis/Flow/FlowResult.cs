using Synapse.Analysis.Rules;
using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>What the values of a text's expressions can be.</summary>
internal sealed class FlowResult
{
    private readonly Dictionary<long, Value> _values = [];
    private readonly List<TokenRange> _dead = [];

    /// <summary>True when the work was given up; what is not recorded is then not known.</summary>
    public bool IsIncomplete { get; internal set; }

    /// <summary>The value of the expression of exactly these tokens, over all ways there; null where it was not met.</summary>
    public Value? At(TokenRange range) => _values.GetValueOrDefault(Key(range.First, range.Last));

    /// <summary>True for code that no way leads to, as far as constants tell.</summary>
    public bool IsDead(TokenRange range)
    {
        foreach (var dead in _dead)
        {
            if (range.First >= dead.First && range.Last <= dead.Last)
            {
                return !_values.ContainsKey(Key(range.First, range.Last));
            }
        }

        return false;
    }

    internal void Record(Node node, Value value)
    {
        var key = Key(node.First, node.Last);
        _values[key] = _values.TryGetValue(key, out var earlier) ? Value.Either(earlier, value) : value;
    }

    internal void Skip(Node node) => _dead.Add(new TokenRange(node.First, node.Last));

    /// <summary>Both ends in one number, spread out: the ends of most expressions are neighbours and would all share a few hash codes.</summary>
    private static long Key(int first, int last) => unchecked((((long)first << 32) | (uint)last) * -7046029254386353131L);
}
