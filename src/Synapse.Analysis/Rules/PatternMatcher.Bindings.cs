using Synapse.Analysis.Backtracking;
using Synapse.Analysis.Flow;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Rules;

/// <summary>What a metavariable may stand for.</summary>
internal sealed partial class PatternMatcher
{
    private bool Bind(PatternNode node, TokenRange range)
    {
        if (Earlier(node.Text) is { } earlier)
        {
            return SameText(earlier, range) && (IsMember(earlier.First) || IsWrittenAsMember(node) || !IsMember(range.First));
        }

        // What is written decides sooner than what it means.
        if (!Allows(node.Text, range, meaning: false) || !expressions.Is(range, node.Expression, inputs) || !Allows(node.Text, range, meaning: true) || !OwnsMemory(node.Text, range))
        {
            return false;
        }

        if (IsOfValue(node.Expression) || match.Constraints.Any(c => c.Name == node.Text && IsOfValue(c.Kind)))
        {
            var value = expressions.ValueOf(range);
            Origin ??= value?.Taints.FirstOrDefault();
            Shape ??= expressions.ShapeOf(range);
        }

        _bound.Add((node.Text, range));
        return true;
    }

    private bool IsMember(int token) => source.TextOf(token - 1) is "." or "?." or "!." or "&." or "->" or "::";

    /// <summary>True where a point stands before the node in the pattern itself.</summary>
    private bool IsWrittenAsMember(PatternNode node)
    {
        for (var i = 1; i < _nodes.Count; i++)
        {
            if (ReferenceEquals(_nodes[i], node))
            {
                return _nodes[i - 1].Text is "." or "->" or "::";
            }
        }

        return false;
    }

    private static bool IsOfValue(ExpressionKind? kind) => kind is ExpressionKind.Input or ExpressionKind.Built or ExpressionKind.Dynamic;

    /// <summary>What the metavariable stands for already; null for none, and for <c>$_</c>.</summary>
    private TokenRange? Earlier(string name) => name == "_" ? null : BoundTo(name);

    private bool Allows(string name, TokenRange range, bool meaning)
    {
        for (var i = 0; i < match.Constraints.Count; i++)
        {
            var constraint = match.Constraints[i];
            if (constraint.Name == name && !(meaning ? Means(constraint, range) : Reads(constraint, range)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Reads(Constraint constraint, TokenRange range)
    {
        if (constraint.Regex is null && constraint.NotRegex is null)
        {
            return true;
        }

        if (range.First == range.Last && source.IsName(range.First))
        {
            return (constraint.Regex is null || expressions.IsNamed(range.First, constraint.Regex)) && (constraint.NotRegex is null || !expressions.IsNamed(range.First, constraint.NotRegex));
        }

        var text = source.Text.AsSpan(source.Tokens[range.First].Start, source.Tokens[range.Last].End - source.Tokens[range.First].Start);
        _steps -= text.Length / CharactersPerStep;
        if (range.First == range.Last && source.Tokens[range.First].Kind == TokenKind.String)
        {
            text = LiteralText.Span(text);
        }

        return (constraint.Regex is null || constraint.Regex.IsMatch(text)) && (constraint.NotRegex is null || !constraint.NotRegex.IsMatch(text));
    }

    private bool Means(Constraint constraint, TokenRange range)
    {
        if (constraint.Kind is { } kind && !expressions.Is(range, kind, inputs))
        {
            return false;
        }

        if (constraint.Min is not null || constraint.Max is not null)
        {
            var number = ValueOf(range);
            return number is { } value && value >= (constraint.Min ?? long.MinValue) && value <= (constraint.Max ?? long.MaxValue);
        }

        _steps -= constraint.From is null && constraint.Clean is null && constraint.Strings is null ? 0 : StepsPerQuestion;

        return (constraint.Strings is null || expressions.HasString(range, constraint.Strings)) &&
            (constraint.Memory is null || (expressions.ValueOf(range)?.Memory is { } memory && constraint.Memory.IsMatch(memory.Words))) &&
            FitsMemory(constraint, range) &&
            (constraint.NotStarts is null || expressions.ValueOf(range) is not { Start: { Length: > 0 } start } || !constraint.NotStarts.IsMatch(start)) &&
            (constraint.From is null || expressions.Mentions(range, [constraint.From])) &&
            (constraint.Type is null || (expressions.Types.Of(range) is { Length: > 0 } type && constraint.Type.IsMatch(type))) &&
            (constraint.Differs is null || !IsBoundTo(constraint.Differs, range)) &&
            (!constraint.MadeOutsideLoop || !expressions.IsMadeInLoop(range.First)) &&
            (!constraint.Backtracks || (expressions.TextOf(range) is { } pattern && BacktrackingPattern.IsExponential(pattern))) &&
            (constraint.Clean is null || !expressions.IsCleaned(range, constraint.Clean));
    }

    /// <summary>What a size or index asks of the memory of another metavariable; asked when the later of the two is bound.</summary>
    private bool FitsMemory(Constraint constraint, TokenRange range) =>
        (constraint.Overflows ?? constraint.Reaches ?? constraint.Passes) is not { } other || BoundTo(other) is not { } owner || FitsMemory(constraint, range, owner);

    private bool FitsMemory(Constraint constraint, TokenRange range, TokenRange owner) => expressions.ValueOf(owner)?.Memory is { } memory &&
        (constraint.Overflows is null || (memory.Bytes > 0 && BytesOf(range) > memory.Bytes)) &&
        (constraint.Reaches is null || (memory.Count > 0 && ValueOf(range) is { } index && (index >= memory.Count || index < 0))) &&
        (constraint.Passes is null || (memory.Count > 0 && ValueOf(range) > memory.Count));

    /// <summary>True where the sizes and indices that were bound before ask nothing of this one, or get it.</summary>
    private bool OwnsMemory(string name, TokenRange range)
    {
        foreach (var constraint in match.Constraints)
        {
            if ((constraint.Overflows ?? constraint.Reaches ?? constraint.Passes) == name && BoundTo(constraint.Name) is { } size && !FitsMemory(constraint, size, range))
            {
                return false;
            }
        }

        return true;
    }

    private TokenRange? BoundTo(string name)
    {
        foreach (var (bound, earlier) in _bound)
        {
            if (bound == name)
            {
                return earlier;
            }
        }

        return null;
    }

    /// <summary>How many bytes a number says, or a text or the array that holds one can take.</summary>
    private long? BytesOf(TokenRange range) =>
        expressions.ValueOf(range) is not { } value ? ValueOf(range) : value.Text is { } text ? text.Length + 1 : value.Memory is { Bytes: > 0 } memory ? memory.Bytes : value.Constant as long?;

    private bool IsBoundTo(string name, TokenRange range) => BoundTo(name) is { } earlier && SameText(earlier, range);

    private long? ValueOf(TokenRange range)
    {
        if (expressions.ValueOf(range) is { Constant: long constant })
        {
            return constant;
        }

        var followed = expressions.Follow(range);
        var at = followed.IsEmpty ? range : followed;
        if (at.First != at.Last || source.Tokens[at.First].Kind != TokenKind.Number)
        {
            return null;
        }

        var text = source.TextOf(at.First);
        return text.StartsWith("0x")
            ? long.TryParse(text[2..], System.Globalization.NumberStyles.HexNumber, null, out var hex) ? hex : null
            : long.TryParse(text.ToString().Replace("_", "", StringComparison.Ordinal).TrimEnd('L', 'l', 'u', 'U'), out var value) ? value : null;
    }

    private bool SameText(TokenRange left, TokenRange right)
    {
        if (left.Last - left.First != right.Last - right.First)
        {
            return false;
        }

        for (var i = 0; i <= left.Last - left.First; i++)
        {
            if (!source.TextOf(left.First + i).SequenceEqual(source.TextOf(right.First + i)))
            {
                return false;
            }
        }

        return true;
    }
}
