namespace Synapse.Analysis.Rules;

/// <summary>
/// Finds all keywords of all rules in one pass (Aho and Corasick, 1975), ignoring ASCII case: a text that holds none of a rule's
/// keywords is never looked at by that rule.
/// </summary>
internal sealed class KeywordIndex
{
    private readonly int _classes = 1;
    private readonly byte[] _classOf = new byte[128];
    /// <summary>Where a state's row starts, by the row of the state before and the class of the character; rows of states that end a keyword come last.</summary>
    private readonly int[] _next;
    private readonly int _firstOutput;
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
        var next = new int[states * _classes];
        var outputs = new List<int>?[states];
        var count = 1;
        for (var k = 0; k < keywords.Count; k++)
        {
            var state = 0;
            foreach (var c in keywords[k])
            {
                ref var target = ref next[(state * _classes) + _classOf[c]];
                state = target == 0 ? target = count++ : target;
            }

            (outputs[state] ??= []).Add(k);
        }

        Complete(next, outputs, count);
        (_next, _outputs) = Ordered(next, outputs, count);
        _firstOutput = _next.Length - (_outputs.Length * _classes);
    }

    private void Complete(int[] next, List<int>?[] outputs, int states)
    {
        var fail = new int[states];
        var queue = new Queue<int>();
        for (var c = 0; c < _classes; c++)
        {
            if (next[c] != 0)
            {
                queue.Enqueue(next[c]);
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
                ref var target = ref next[(state * _classes) + c];
                var fallback = next[(fail[state] * _classes) + c];
                if (target == 0)
                {
                    target = fallback;
                }
                else
                {
                    fail[target] = fallback;
                    queue.Enqueue(target);
                }
            }
        }
    }

    /// <summary>The table with the states that end a keyword last, so that one comparison tells them, and with rows in place of numbers.</summary>
    private (int[] Next, int[][] Outputs) Ordered(int[] next, List<int>?[] outputs, int states)
    {
        var order = Enumerable.Range(0, states).OrderBy(s => outputs[s] is null ? 0 : 1).ToArray();
        var row = new int[states];
        for (var i = 0; i < states; i++)
        {
            row[order[i]] = i * _classes;
        }

        var ordered = new int[states * _classes];
        for (var state = 0; state < states; state++)
        {
            for (var c = 0; c < _classes; c++)
            {
                ordered[row[state] + c] = row[next[(state * _classes) + c]];
            }
        }

        return (ordered, [.. order.Select(s => outputs[s]).OfType<List<int>>().Select(o => o.ToArray())]);
    }

    /// <summary>Calls <paramref name="found"/> with (keyword, offset of its last character) for every occurrence, in order.</summary>
    public void Scan<TState>(ReadOnlySpan<char> text, TState state, Action<TState, int, int> found)
    {
        var (next, classOf, firstOutput) = (_next, _classOf, _firstOutput);
        var row = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            row = c < 128 ? next[row + classOf[c]] : 0;
            if (row >= firstOutput)
            {
                foreach (var keyword in _outputs[(row - firstOutput) / _classes])
                {
                    found(state, keyword, i);
                }
            }
        }
    }
}
