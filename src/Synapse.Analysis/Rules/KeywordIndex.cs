namespace Synapse.Analysis.Rules;

/// <summary>
/// Finds all keywords of all rules in one pass (Aho and Corasick, 1975), ignoring ASCII case: a text that holds none of a rule's
/// keywords is never looked at by that rule.
/// </summary>
internal sealed class KeywordIndex
{
    private readonly int _classes = 1;
    private readonly byte[] _classOf = new byte[128];
    private readonly int[] _next;
    private readonly int[][] _outputs;

    /// <param name="keywords">Distinct, lower-case, ASCII.</param>
    public KeywordIndex(IReadOnlyList<string> keywords)
    {
        foreach (var c in keywords.SelectMany(k => k).Distinct())
        {
            _classOf[c] = (byte)_classes;
            if (char.IsAsciiLetterLower(c))
            {
                _classOf[char.ToUpperInvariant(c)] = (byte)_classes;
            }

            _classes++;
        }

        var states = 1 + keywords.Sum(k => k.Length);
        _next = new int[states * _classes];
        var outputs = new List<int>?[states];
        var count = 1;
        for (var k = 0; k < keywords.Count; k++)
        {
            var state = 0;
            foreach (var c in keywords[k])
            {
                ref var next = ref _next[(state * _classes) + _classOf[c]];
                state = next == 0 ? next = count++ : next;
            }

            (outputs[state] ??= []).Add(k);
        }

        Complete(outputs, count);
        _outputs = [.. outputs.Select(o => o?.ToArray() ?? [])];
    }

    private void Complete(List<int>?[] outputs, int states)
    {
        var fail = new int[states];
        var queue = new Queue<int>();
        for (var c = 0; c < _classes; c++)
        {
            if (_next[c] != 0)
            {
                queue.Enqueue(_next[c]);
            }
        }

        while (queue.TryDequeue(out var state))
        {
            if (outputs[fail[state]] is { } inherited)
            {
                (outputs[state] ??= []).AddRange(inherited);
            }

            for (var c = 0; c < _classes; c++)
            {
                ref var next = ref _next[(state * _classes) + c];
                var fallback = _next[(fail[state] * _classes) + c];
                if (next == 0)
                {
                    next = fallback;
                }
                else
                {
                    fail[next] = fallback;
                    queue.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Calls <paramref name="found"/> with (keyword, offset of its last character) for every occurrence, in order.</summary>
    public void Scan<TState>(ReadOnlySpan<char> text, TState state, Action<TState, int, int> found)
    {
        var (next, classOf, outputs, classes) = (_next, _classOf, _outputs, _classes);
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            node = c < 128 ? next[(node * classes) + classOf[c]] : 0;
            var output = outputs[node];
            if (output.Length > 0)
            {
                foreach (var keyword in output)
                {
                    found(state, keyword, i);
                }
            }
        }
    }
}
