using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Statements: what they do to the state, and the value of the last one.</summary>
internal sealed partial class FlowAnalysis
{
    private Value? Run(Node node, FlowState state)
    {
        if (state.IsDead || IsSpent)
        {
            return null;
        }

        switch (node)
        {
            case BlockNode block:
                Value? last = null;
                foreach (var statement in block.Statements)
                {
                    last = Run(statement, state);
                }

                return last;
            case DeclareNode declare:
                Declare(declare, state);
                return null;
            case IfNode choice:
                return If(choice, state);
            case LoopNode loop:
                Loop(loop, state);
                return null;
            case EachNode each:
                Each(each, state);
                return null;
            case SwitchNode choice:
                return Switch(choice, state);
            case TryNode attempt:
                return Try(attempt, state);
            case JumpNode jump:
                Jump(jump, state);
                return null;
            case FunctionNode { Name.Length: > 0 } function:
                Later(function, state);
                return null;
            case TypeNode type:
                Type(type, state);
                return null;
            case ImportNode:
                return null;
            default:
                return Eval(node, state);
        }
    }

    private void Later(FunctionNode function, FlowState state)
    {
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Default is { } value)
            {
                Eval(value, state);
            }
        }

        state[function.Name] = Value.Unknown with { Function = function };
        if (_calls.Count > 0)
        {
            // A function inside a function sees what that one knows.
            if (_calls.Count < MaxCallDepth && !_calls.Contains(function))
            {
                ByAnyone(function, Split(state));
            }
        }
        else if (_isPending.Add(function))
        {
            _pending.Add(function);
        }
    }

    private void Type(TypeNode type, FlowState state)
    {
        if (type.Body is not BlockNode body)
        {
            return;
        }

        foreach (var member in body.Statements)
        {
            if (member is DeclareNode { Target: NameNode name } field)
            {
                var value = field.Value is null ? Value.Unknown : Eval(field.Value, state);
                value = _assigned.GetValueOrDefault(name.Text) <= 1 && field.Value is not null ? value : Value.Unknown with { Type = value.Type };
                value = field.Type.Length > 0 && field.Type != "var" ? value with { Type = field.Type } : value;
                value = CallNames.IsPlainType(field.Type) && !value.IsConstant ? Value.Harmless with { Type = field.Type } : value;
                state[name.Text] = value;
                state["this." + name.Text] = value;
                state["self." + name.Text] = value;
            }
            else if (member is not BlockNode { Statements.Count: 0 })
            {
                Run(member, state);
                state.IsDead = false;
            }
        }
    }

    private void Declare(DeclareNode declare, FlowState state)
    {
        if (declare.Value is null)
        {
            if (declare.Target is NameNode name)
            {
                state.ForgetFields(name.Text);
                state[name.Text] = HasPointers && Declared(declare, null, state) is { } unset ? unset : CallNames.IsPlainType(declare.Type) ? Value.Harmless with { Type = declare.Type } : Value.Of(null) with { Type = declare.Type };
            }

            return;
        }

        var value = Eval(declare.Value, state);
        if (HasPointers && declare.Target is NameNode && Declared(declare, value, state) is { } pointer)
        {
            // Not recorded: what stands in brackets here is a size and no index.
            state.ForgetFields(((NameNode)declare.Target).Text);
            state[((NameNode)declare.Target).Text] = pointer;
            return;
        }

        if (CallNames.IsPlainType(declare.Type) && !value.IsConstant && !(HasPointers && _source.Is(declare.Target.First - 1, "*")))
        {
            value = Value.Harmless with { Memory = value.Memory };
        }

        if (declare.Type.Length > 0 && declare.Type is not ("var" or "auto" or "val" or "let"))
        {
            value = value with { Type = declare.Type };
        }

        Assign(declare.Target, value, state);
    }

    private Value? If(IfNode choice, FlowState state)
    {
        var ends = new List<FlowState>();
        Value? result = null;
        var isDecided = false;
        foreach (var (condition, body) in choice.Arms)
        {
            if (isDecided)
            {
                _result.Skip(body);
                continue;
            }

            var truth = condition is null ? true : Truth(Eval(condition, state));
            if (truth == false)
            {
                _result.Skip(body);
                continue;
            }

            var arm = Split(state);
            if (condition is not null)
            {
                Narrow(condition, true, arm);
                Narrow(condition, false, state);
            }

            var value = Run(body, arm);
            result = result is null ? value : value is null ? result : Value.Either(result, value);
            ends.Add(arm);
            isDecided = truth == true;
        }

        if (isDecided)
        {
            state.IsDead = true;
        }

        foreach (var end in ends)
        {
            state.Join(end);
        }

        return result;
    }

    private void Loop(LoopNode loop, FlowState state)
    {
        foreach (var setup in loop.Setup)
        {
            Run(setup, state);
        }

        Repeat(state, inner =>
        {
            if (loop.Condition is { } condition)
            {
                if (Truth(Eval(condition, inner)) == false && loop.Setup.Count > 0 && loop.Step is null)
                {
                    // A do-while that ends at once; its body was the setup.
                    return;
                }

                Narrow(condition, true, inner);
            }

            Run(loop.Body, inner);
            if (loop.Step is { } step && !inner.IsDead)
            {
                Run(step, inner);
            }
        });
        if (loop.Condition is { } last)
        {
            Narrow(last, false, state);
        }
    }

    private void Each(EachNode each, FlowState state)
    {
        var items = Eval(each.Items, state);
        var element = ElementOf(items);
        Repeat(state, inner =>
        {
            if (each.Target is ListNode { Items.Count: > 1 } names && items.Contents is null)
            {
                foreach (var name in names.Items)
                {
                    Assign(name, element, inner);
                }
            }
            else
            {
                Assign(each.Target, element, inner);
            }

            Run(each.Body, inner);
        });
    }

    /// <summary>Twice, so that what one round leaves reaches the next, in deeply nested loops once; afterwards any number of rounds may have run.</summary>
    private void Repeat(FlowState state, Action<FlowState> round)
    {
        const int DeepLoops = 3;
        var rounds = ++_loops <= DeepLoops ? 2 : 1;
        for (var i = 0; i < rounds && _steps > 0; i++)
        {
            var inner = Split(state);
            _breaks.Push([]);
            round(inner);
            foreach (var left in _breaks.Pop())
            {
                state.Join(left);
            }

            state.Join(inner);
        }

        _loops--;
    }

    private Value? Switch(SwitchNode choice, FlowState state)
    {
        var subject = choice.Subject is null ? null : Eval(choice.Subject, state);
        var path = choice.Subject is null ? null : PathOf(choice.Subject);
        var chosen = subject is { IsConstant: true } ? Chosen(choice, subject, state) : -1;
        var ends = new List<FlowState>();
        Value? result = null;
        var hasDefault = choice.Cases.Any(c => c.Labels.Count == 0);
        FlowState? falling = null;
        _breaks.Push([]);
        for (var i = 0; i < choice.Cases.Count; i++)
        {
            var (labels, body) = choice.Cases[i];
            if (chosen >= 0 && i != chosen && falling is null)
            {
                _result.Skip(body);
                continue;
            }

            var arm = Split(state);
            if (chosen < 0 && path is not null && labels.Count > 0 && labels.All(l => Eval(l, arm).IsConstant))
            {
                arm[path] = labels.Count == 1 ? Eval(labels[0], arm) : Value.Harmless;
            }
            else if (chosen < 0 && choice.Subject is null && labels is [var condition])
            {
                Eval(condition, arm);
                Narrow(condition, true, arm);
            }

            if (falling is not null)
            {
                arm.Join(falling);
            }

            var value = Run(body, arm);
            result = result is null ? value : value is null ? result : Value.Either(result, value);
            falling = choice.FallsThrough && !arm.IsDead && labels.Count >= 0 ? arm : null;
            if (falling is null || i == choice.Cases.Count - 1)
            {
                ends.Add(arm);
                falling = null;
            }
        }

        state.IsDead = hasDefault || chosen >= 0;
        foreach (var end in ends.Concat(_breaks.Pop()))
        {
            state.Join(end);
        }

        return result;
    }

    /// <summary>The case that a constant leads to, or -1 where that is not certain.</summary>
    private int Chosen(SwitchNode choice, Value subject, FlowState state)
    {
        var otherwise = -1;
        for (var i = 0; i < choice.Cases.Count; i++)
        {
            var labels = choice.Cases[i].Labels;
            otherwise = labels.Count == 0 ? i : otherwise;
            foreach (var label in labels)
            {
                var value = Eval(label, state);
                if (!value.IsConstant)
                {
                    return -1;
                }

                if (Equals(value.Constant, subject.Constant))
                {
                    return i;
                }
            }
        }

        return otherwise;
    }

    private Value? Try(TryNode attempt, FlowState state)
    {
        var before = Split(state);
        var result = Run(attempt.Body, state);
        var after = Split(state);
        foreach (var handler in attempt.Handlers)
        {
            var caught = Split(before);
            var left = after.Copy();
            left.IsDead = false;
            caught.Join(left);
            var value = Run(handler, caught);
            result = result is null ? value : value is null ? result : Value.Either(result, value);
            state.Join(caught);
        }

        if (attempt.Final is { } final)
        {
            var wasDead = state.IsDead;
            state.IsDead = false;
            Run(final, state);
            state.IsDead |= wasDead;
        }

        return result;
    }

    private void Jump(JumpNode jump, FlowState state)
    {
        var value = jump.Value is null ? null : Eval(jump.Value, state);
        if (jump.Kind == JumpKind.Return && value is not null && _returns.TryPeek(out var returns))
        {
            returns.Add(value);
        }

        if (jump.Kind == JumpKind.Return && _exits.TryPeek(out var exits))
        {
            exits?.Add(Split(state));
        }

        if (jump.Kind is JumpKind.Break or JumpKind.Continue && _breaks.TryPeek(out var breaks))
        {
            breaks.Add(Split(state));
        }

        state.IsDead = true;
    }
}
