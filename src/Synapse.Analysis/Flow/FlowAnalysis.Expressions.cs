using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Expressions: every one that is met is recorded with its value.</summary>
internal sealed partial class FlowAnalysis
{
    private Value Eval(Node node, FlowState state)
    {
        if (IsSpent)
        {
            return Value.Unknown;
        }

        var value = Compute(node, state);
        _result.Record(node, value);
        return value;
    }

    private Value Compute(Node node, FlowState state)
    {
        switch (node)
        {
            case LiteralNode literal:
                return Value.Of(literal.Value);
            case NameNode name:
                return Name(name, state);
            case TemplateNode template:
                return Joined([.. template.Parts.Select(p => Eval(p, state))]);
            case MemberNode member:
                return Member(member, state);
            case IndexNode index:
                return Index(index, state);
            case CallNode call:
                return CallOf(call, state);
            case NewNode made:
                return New(made, state);
            case BinaryNode binary:
                return Binary(binary, state);
            case UnaryNode unary:
                return Unary(unary, state);
            case AssignNode assign:
                return Assignment(assign, state);
            case ConditionalNode choice:
                return Conditional(choice, state);
            case CastNode cast:
                return Cast(cast, state);
            case ListNode list:
                return List(list, state);
            case MapNode map:
                return Map(map, state);
            case ComprehensionNode comprehension:
                return Comprehension(comprehension, state);
            case FunctionNode function:
                return Lambda(function, state, Value.Unknown);
            case OpaqueNode opaque:
                return opaque.Children.Count == 0 ? Value.Unknown : Value.Compose([.. opaque.Children.Select(c => Eval(c, state)), Value.Unknown], isText: false);
            default:
                return Run(node, state) ?? Value.Unknown;
        }
    }

    /// <summary>An imported picture, page or text: <c>import icon from "./close.svg"</c>.</summary>
    private static bool IsFileOfTheProject(string module) => module.Contains(".svg", StringComparison.Ordinal) || module.Contains(".html", StringComparison.Ordinal) || module.Contains(".css", StringComparison.Ordinal) || module.Contains(".txt", StringComparison.Ordinal);

    private Value Name(NameNode name, FlowState state)
    {
        if (state[name.Text] is { } known)
        {
            return known;
        }

        if (IsSource(name, state))
        {
            return From(name);
        }

        if (_imports.TryGetValue(name.Text, out var module) && IsFileOfTheProject(module))
        {
            return Value.Harmless;
        }

        return CallNames.IsConstant(name.Text) || CallNames.GivesPlaceholder(name.Text) ? Value.Harmless : Value.Unknown with { Type = name.Text is [var first, ..] && char.IsUpper(first) ? name.Text : "" };
    }

    private static Value From(Node node) => new() { Taints = [new Taint(node, null)] };

    /// <summary>A constant or a case of an enumeration: in PHP every name behind two colons, in C# those of types that are named for what they list.</summary>
    private bool IsConstantOfType(MemberNode member) => _source.Language.Id switch
    {
        "php" => _source.Is(member.Last - 1, "::") && !member.Name.StartsWith('$'),
        "csharp" => member is { Target: NameNode { Text: var type }, Name: [>= 'A' and <= 'Z', ..] } && CallNames.ListsConstants(type),
        _ => false,
    };

    private Value Member(MemberNode member, FlowState state)
    {
        if (PathOf(member) is { } path && state[path] is { } known)
        {
            Eval(member.Target, state);
            return known;
        }

        var target = Eval(member.Target, state);
        if (target.Contents?.Get(member.Name) is { } held)
        {
            return held;
        }

        if (target.Contents is { Others: null })
        {
            return Beyond(target);
        }

        if (target.IsTainted)
        {
            return CallNames.GivesNoText(member.Name) ? Value.Harmless : target.Origin();
        }

        if (IsSource(member, state))
        {
            return From(member);
        }

        // What was made of constants only has nothing else to give.
        return CallNames.GivesNoText(member.Name) || CallNames.GivesKey(member.Name) || CallNames.IsConstant(member.Name) || IsConstantOfType(member) || QuotesForSql(member.Name) || !target.IsOpen ? Value.Harmless : Value.Unknown;
    }

    private Value Index(IndexNode index, FlowState state)
    {
        var target = Eval(index.Target, state);
        var key = Eval(index.Index, state);
        if (target.Text is { } text && key.Constant is long at && at >= 0 && at < text.Length)
        {
            return Value.Of(text[(int)at].ToString());
        }

        if (target.Contents is { } contents && key.IsConstant)
        {
            return (key.Constant switch
            {
                string name => contents.Get(name),
                long position => contents.GetItem(position),
                _ => contents.Any,
            }) ?? Beyond(target);
        }

        if (target.Contents?.Any is { } any)
        {
            return Value.Either(any, target.Origin());
        }

        if (target.IsTainted)
        {
            return target.Origin();
        }

        return IsSource(index, state) ? From(index) : target.IsOpen ? target.Origin() : Value.Harmless;
    }

    private static Value ElementOf(Value items)
    {
        if (items.Contents?.Any is { } any)
        {
            return Value.Either(any, items.Origin());
        }

        return items.IsConstant && items.Constant is string ? Value.Harmless : items.Origin();
    }

    private Value New(NewNode made, FlowState state)
    {
        var arguments = made.Arguments.Select(a => Eval(a.Value, state)).ToList();
        if (IsSource(made, state))
        {
            return From(made) with { Type = made.Type };
        }

        var contents = Contents.Empty;
        switch (made.Initialiser)
        {
            case MapNode map:
                contents = Map(map, state).Contents ?? contents;
                break;
            case ListNode list:
                contents = List(list, state).Contents ?? contents;
                break;
            case BlockNode block:
                foreach (var member in block.Statements)
                {
                    Run(member, state);
                    state.IsDead = false;
                }

                break;
        }

        var memory = HasPointers ? MadeBy(made, state) : null;
        var held = contents.Any is { } any ? arguments.Append(any).ToList() : arguments;
        if (held.Count == 0)
        {
            return Value.Harmless with { Type = made.Type, Contents = contents, Memory = memory };
        }

        var value = Value.Compose(held, isText: false).Through(made);
        value = value with { Type = made.Type, Contents = contents, Memory = memory, IsComposed = arguments.Any(a => a.IsComposed), Start = arguments is [var only] ? Value.StartOf([only]) : "" };
        return CallNames.IsPlainType(made.Type) ? Value.Harmless with { Type = made.Type } : value;
    }

    private Value Unary(UnaryNode unary, FlowState state)
    {
        if (unary.Operator == "sizeof")
        {
            return SizeOf(unary.Operand, state);
        }

        var value = Eval(unary.Operand, state);
        if (HasPointers && unary.Operator is "delete" or "delete[]")
        {
            Free(unary.Operand, state);
            return Value.Harmless;
        }

        if (HasPointers && unary.Operator == "&")
        {
            if (value.Memory is { IsUnset: true } && PathOf(unary.Operand) is { } taken)
            {
                state[taken] = Value.Unknown with { Type = value.Type };
            }

            return NotNothing(value);
        }

        if (unary.Operator is "!" or "not")
        {
            return Truth(value) is { } truth ? Value.Of(!truth) : Value.Harmless;
        }

        if (unary.Operator is "-" && value.Constant is long number)
        {
            return Value.Of(-number);
        }

        if (unary.Operator == "throw")
        {
            state.IsDead = true;
        }

        if (unary.Operator is "++" or "--" && PathOf(unary.Operand) is { } path)
        {
            state[path] = Value.Harmless;
        }

        return unary.Operator is "-" or "+" or "~" or "++" or "--" or "typeof" or "delete" or "void" ? Value.Harmless : unary.Operator is "<-" ? Value.Unknown : value;
    }

    private Value Conditional(ConditionalNode choice, FlowState state)
    {
        var truth = Truth(Eval(choice.Condition, state));
        if (truth is { } known)
        {
            _result.Skip(known ? choice.WhenFalse : choice.WhenTrue);
            return Eval(known ? choice.WhenTrue : choice.WhenFalse, state);
        }

        var (yes, no) = (Split(state), Split(state));
        Narrow(choice.Condition, true, yes);
        Narrow(choice.Condition, false, no);
        return Value.Either(Eval(choice.WhenTrue, yes), Eval(choice.WhenFalse, no));
    }

    private Value Cast(CastNode cast, FlowState state)
    {
        var value = Eval(cast.Operand, state);
        if (cast.IsTest)
        {
            return Value.Harmless;
        }

        if (HasPointers && value.Memory is { Kind.Length: > 0 } && _source.Is(cast.Operand.First - 2, "*"))
        {
            return value;
        }

        return CallNames.IsPlainType(cast.Type) ? value.IsConstant ? value : Value.Harmless with { Type = cast.Type } : cast.Type.Length > 0 ? value.Through(cast) with { Type = cast.Type } : value;
    }

    private Value List(ListNode list, FlowState state)
    {
        var items = list.Items.Select(i => Eval(i, state)).ToList();
        return Value.Compose(items, isText: false) with { Contents = Contents.OfItems(items), Texts = [.. items.SelectMany(i => i.Text is { } t ? [t] : i.Texts).Take(12)], IsComposed = items.Any(i => i.IsComposed) };
    }

    private Value Map(MapNode map, FlowState state)
    {
        var contents = Contents.Empty;
        var values = new List<Value>();
        foreach (var (key, node) in map.Entries)
        {
            if (key is not LiteralNode && key is not UnaryNode)
            {
                values.Add(Eval(key, state));
            }

            var value = Eval(node, state);
            values.Add(value);
            contents = key is LiteralNode { Value: { } name } ? contents.Set(name.ToString()!, value) : contents.Anywhere(value);
        }

        return Value.Compose(values, isText: false) with { Contents = contents, IsComposed = false };
    }

    private Value Comprehension(ComprehensionNode comprehension, FlowState state)
    {
        var inner = Split(state);
        Assign(comprehension.Target, ElementOf(Eval(comprehension.Items, state)), inner);
        if (comprehension.Condition is { } condition)
        {
            Eval(condition, inner);
            Narrow(condition, true, inner);
        }

        var element = Eval(comprehension.Element, inner);
        return element.Origin() with { Contents = Contents.Empty.Anywhere(element), Texts = element.Texts };
    }

    private Value Lambda(FunctionNode function, FlowState state, Value argument)
    {
        if (_calls.Count < MaxCallDepth && !_calls.Contains(function))
        {
            var inner = Split(state);
            inner.IsDead = false;
            foreach (var parameter in function.Parameters)
            {
                var own = OwnValue(parameter, isHandler: false);
                Bind(inner, parameter, own.IsTainted || (!argument.IsTainted && parameter.Type.Length > 0) ? own : argument);
            }

            var returned = Call(function, inner);
            return new Value { Function = function, IsUnknown = true, Taints = returned.Taints };
        }

        return Value.Unknown with { Function = function };
    }
}
