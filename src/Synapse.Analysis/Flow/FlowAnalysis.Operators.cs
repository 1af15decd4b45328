using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Operators, and what a condition tells about the values in it.</summary>
internal sealed partial class FlowAnalysis
{
    private Value Binary(BinaryNode binary, FlowState state)
    {
        var op = binary.Operators[0];
        if (op is "&&" or "||")
        {
            return Logic(binary, op, state);
        }

        var values = binary.Operands.Select(o => Eval(o, state)).ToList();
        if (Folding.Operate(values, binary.Operators) is { } folded)
        {
            return folded;
        }

        return op switch
        {
            "+" when IsSumOfNumbers(values) => Value.Harmless,
            "+" or "." or "<>" => Sum(values),
            "%" when values[0].Text is not null || values[0].IsComposed => Shown(values),
            "%" when _source.Language.Id == "python" && binary.Operands[0] is TemplateNode => Joined(values),
            "??" or "?:" => values.Aggregate(Value.Either),
            "/" when _source.Language.Id == "python" && values.Any(v => v.IsTainted) => Joined([.. values.SelectMany((v, i) => i == 0 ? (Value[])[v] : [Value.Of("/"), v])]),
            "|>" => Value.Compose(values, isText: false),
            "<<" when PathOf(binary.Operands[0]) is { } path => Pushed(path, values, state),
            "*" when values.Any(v => v.Text is not null) => Value.Compose(values, isText: false),
            _ => Value.Harmless,
        };
    }

    /// <summary>Ruby's and C++'s way of adding to a list, a text or a stream.</summary>
    private static Value Pushed(string path, List<Value> values, FlowState state)
    {
        var all = Joined(values) with { Contents = values[0].Contents?.Anywhere(values[^1]), Type = values[0].Type };
        state[path] = all;
        return all;
    }

    private Value Logic(BinaryNode binary, string op, FlowState state)
    {
        var result = Eval(binary.Operands[0], state);
        var inner = Split(state);
        var condition = binary.Operands[0];
        for (var i = 1; i < binary.Operands.Count; i++)
        {
            Narrow(condition, op == "&&", inner);
            var truth = Truth(result);
            if (truth is { } known && known == (op == "||"))
            {
                return result;
            }

            var next = Eval(binary.Operands[i], inner);
            result = truth is null ? Value.Either(result, next) : next;
            condition = binary.Operands[i];
        }

        if (HasPointers)
        {
            // What was assigned on the way: while (n && (p = next())).
            state.Join(inner);
        }

        return result;
    }

    /// <summary>PHP joins with a dot: its <c>+</c> makes a number of everything but lists.</summary>
    private bool IsSumOfNumbers(List<Value> values) => _source.Language.Id == "php" && values.Any(v => v.Constant is long or double);

    /// <summary>A text where one of the parts is; else whatever the parts are.</summary>
    private static Value Sum(List<Value> values) =>
        values.Any(v => v.Text is not null || v.IsComposed || v.Texts.Count > 0 || v.Type is "String" or "string" or "str")
            ? Joined(values)
            : Value.Compose(values, isText: false);

    /// <summary>One text out of several; constant where all are.</summary>
    private static Value Joined(IReadOnlyList<Value> parts)
    {
        const int MaxConstant = 2_000;
        if (parts.All(p => p.IsConstant))
        {
            var text = string.Concat(parts.Select(p => p.Constant?.ToString()));
            return text.Length <= MaxConstant ? Value.Of(text) : Value.Harmless;
        }

        return Value.Compose(parts, isText: true);
    }

    /// <summary>A format and what it shows, as one text.</summary>
    private static Value Shown(List<Value> parts)
    {
        var joined = Joined(parts);
        var format = parts.FindIndex(p => p.Text is not null);
        return joined.IsComposed && format >= 0 && Outline.OfFormat(parts[format].Text!, parts[format..]) is { } shape ? joined with { Shape = shape } : joined;
    }

    private static bool? Truth(Value value) => value.IsConstant ? value.Constant switch { bool truth => truth, null => false, _ => null } : null;

    /// <summary>Puts into the state what holds where a condition came out this way.</summary>
    private void Narrow(Node condition, bool outcome, FlowState state)
    {
        switch (condition)
        {
            case NameNode or AssignNode when HasPointers:
                Asked(condition, isLimited: false, state);
                break;
            case UnaryNode { Operator: "!" or "not" } not:
                Narrow(not.Operand, !outcome, state);
                break;
            case BinaryNode { Operators: [var op, ..] } binary when op is "&&" or "||":
                if (outcome == (op == "&&"))
                {
                    foreach (var operand in binary.Operands)
                    {
                        Narrow(operand, outcome, state);
                    }
                }

                break;
            case BinaryNode { Operands: [var left, var right], Operators: [var op] }:
                Compare(left, op, right, outcome, state);
                break;
            case CallNode call:
                Check(call, outcome, state);
                break;
            case CastNode { IsTest: true } test when outcome && PathOf(test.Operand) is { } path && CallNames.IsPlainType(test.Type):
                state[path] = Value.Harmless;
                break;
            case ListNode list when outcome:
                foreach (var item in list.Items)
                {
                    Narrow(item, outcome, state);
                }

                break;
        }
    }

    private void Compare(Node left, string op, Node right, bool outcome, FlowState state)
    {
        if (HasPointers)
        {
            Asked(left, op is "<" or "<=" == outcome && op is "<" or "<=" or ">" or ">=", state);
            Asked(right, op is ">" or ">=" == outcome && op is "<" or "<=" or ">" or ">=", state);
        }

        if (HasPointers && ((op == "!=" && outcome) || (op == "==" && !outcome)))
        {
            Apart(left, right, state);
        }

        var isEqual = op is "==" or "===" ? outcome : op is "!=" or "!==" or "is not" && !outcome;
        if (isEqual)
        {
            Same(left, Quiet(right, state), state);
            Same(right, Quiet(left, state), state);
            if (Quiet(right, state) is { IsConstant: true, Constant: null or true or 1L } || Quiet(left, state) is { IsConstant: true, Constant: null or true or 1L })
            {
                Narrow(left, true, state);
            }
        }
        else if (op is "==" or "===" or "!=" or "!==")
        {
            if (Quiet(right, state) is { IsConstant: true, Constant: true })
            {
                Narrow(left, false, state);
            }
            else if (Quiet(right, state) is { IsConstant: true, Constant: false })
            {
                Narrow(left, true, state);
            }
            else if (left is CallNode call)
            {
                // indexOf(x) != -1, strpos(x) !== false, strings.Index(x) >= 0.
                Check(call, true, state);
            }
        }
        else if ((op == "in" && outcome) || (op == "not in" && !outcome))
        {
            var items = Quiet(right, state);
            if (PathOf(left) is { } path && state[path] is { IsTainted: true } && !items.IsTainted)
            {
                state[path] = Value.Harmless;
            }
        }
        else if (op is ">" or ">=" or "<" or "<=" && left is CallNode call)
        {
            Check(call, true, state);
        }
        else if ((op == "=~" && outcome) || (op == "!~" && !outcome))
        {
            Pattern(left, Quiet(right, state), state);
        }
    }

    /// <summary>The value without a trace in the result: a condition is looked at again, not run again.</summary>
    private static Value Quiet(Node node, FlowState state) => node switch
    {
        LiteralNode literal => Value.Of(literal.Value),
        _ when PathOf(node) is { } path && state[path] is { } value => value,
        NameNode name when CallNames.IsConstant(name.Text) => Value.Harmless,
        MemberNode member when CallNames.IsConstant(member.Name) => Value.Harmless,
        _ => Value.Unknown,
    };

    private static void Same(Node node, Value other, FlowState state)
    {
        if (PathOf(node) is { } path && state[path] is { } own && !own.IsConstant && other is { IsConstant: true, Constant: not null } or { IsOpen: false })
        {
            state[path] = other.IsConstant && other.Constant is null ? own : other.IsOpen ? own : other;
        }
    }

    /// <summary>A check by a call: membership in known values, a pattern, a validator by its name, or a mark that the rules may count.</summary>
    private void Check(CallNode call, bool outcome, FlowState state)
    {
        var member = call.Callee as MemberNode;
        var name = member?.Name ?? (call.Callee as NameNode)?.Text ?? "";
        var receiver = member is null ? null : Quiet(member.Target, state);
        if (outcome && name is "equals" or "Equals" or "equalsIgnoreCase" or "eql?" or "compare_digest" && call.Arguments.Count == 1 && member is not null)
        {
            Same(member.Target, Quiet(call.Arguments[0].Value, state), state);
            Same(call.Arguments[0].Value, receiver!, state);
            return;
        }

        foreach (var argument in call.Arguments)
        {
            var isKnownSet = CallNames.AsksMembership(name) && receiver is not { IsTainted: true };
            if (outcome && (isKnownSet || CallNames.Allows(name)) && PathOf(argument.Value) is { } path && state[path] is { IsOpen: true })
            {
                state[path] = Value.Harmless;
            }
            else if (outcome && CallNames.AsksPattern(name) && receiver is not { IsTainted: true })
            {
                Pattern(argument.Value, PatternOf(call, receiver, state), state);
            }
            else
            {
                Mark(argument.Value, call, state);
            }
        }

        if (member is not null)
        {
            if (outcome && CallNames.Allows(name))
            {
                if (PathOf(member.Target) is { } path && state[path] is { IsTainted: true })
                {
                    state[path] = Value.Harmless;
                }
            }
            else if (outcome && CallNames.AsksPattern(name) && call.Arguments is [{ Value: var pattern }])
            {
                Pattern(member.Target, Quiet(pattern, state), state);
            }
            else
            {
                Mark(member.Target, call, state);
            }
        }
    }

    private static Value PatternOf(CallNode call, Value? receiver, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (Quiet(argument.Value, state) is { Text: { } text } && text.Length > 0)
            {
                return Value.Of(text);
            }
        }

        return receiver ?? Value.Unknown;
    }

    /// <summary>A text that fits a pattern without "anything" in it is well formed.</summary>
    private static void Pattern(Node node, Value pattern, FlowState state)
    {
        if (PathOf(node) is { } path && state[path] is { IsOpen: true } && !(pattern.Text is { } text && (text.Contains(".*", StringComparison.Ordinal) || text.Contains(".+", StringComparison.Ordinal))))
        {
            state[path] = Value.Harmless;
        }
    }

    /// <summary>Of <c>f.getCanonicalPath().startsWith(d)</c> and <c>str(f).startswith(d)</c> it is <c>f</c> that was looked at.</summary>
    private static void Mark(Node node, CallNode check, FlowState state)
    {
        while (node is CallNode inner && (inner.Callee is MemberNode || inner.Arguments.Count == 1))
        {
            node = inner.Callee is MemberNode member ? member.Target : inner.Arguments[0].Value;
        }

        if (PathOf(node) is { } path && state[path] is { IsTainted: true } value)
        {
            state[path] = value.Through(check);
        }
    }
}
