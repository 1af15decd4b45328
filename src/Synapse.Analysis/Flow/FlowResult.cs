using System.Runtime.InteropServices;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>What the values of a text's expressions can be.</summary>
internal sealed class FlowResult(int tokens)
{
    private readonly Dictionary<long, Value> _values = new(tokens / 2);
    private readonly int[] _deadEdges = new int[tokens + 2];
    private bool[]? _dead;

    /// <summary>True when the work was given up; what is not recorded is then not known.</summary>
    public bool IsIncomplete { get; internal set; }

    /// <summary>The value of the expression of exactly these tokens, over all ways there; null where it was not met.</summary>
    public Value? At(TokenRange range) => _values.GetValueOrDefault(Key(range.First, range.Last));

    /// <summary>True for code that no way leads to, as far as constants tell.</summary>
    public bool IsDead(TokenRange range)
    {
        _dead ??= Dead();
        return range.First <= range.Last && _dead[range.First] && _dead[range.Last] && !_values.ContainsKey(Key(range.First, range.Last));
    }

    internal void Record(Node node, Value value)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, Key(node.First, node.Last), out var isMet);
        known = isMet ? Value.Either(known!, value) : value;
    }

    internal void Skip(Node node)
    {
        _deadEdges[node.First]++;
        _deadEdges[node.Last + 1]--;
    }

    private bool[] Dead()
    {
        var dead = new bool[tokens];
        var depth = 0;
        for (var i = 0; i < tokens; i++)
        {
            depth += _deadEdges[i];
            dead[i] = depth > 0;
        }

        return dead;
    }

    /// <summary>Both ends in one number, spread out: the ends of most expressions are neighbours and would all share a few hash codes.</summary>
    private static long Key(int first, int last) => unchecked((((long)first << 32) | (uint)last) * -7046029254386353131L);
}
