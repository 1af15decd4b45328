using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Where values go: names, fields, what objects hold.</summary>
internal sealed partial class FlowAnalysis
{
    private Value Assignment(AssignNode assign, FlowState state)
    {
        var value = Eval(assign.Value, state);
        if (assign.Operator is not ("=" or ":="))
        {
            var before = Eval(assign.Target, state);
            value = assign.Operator is "??=" or "||=" or "&&=" ? Value.Either(before, value) : assign.Operator == "+=" && IsSumOfNumbers([before, value]) ? Value.Harmless : assign.Operator is "+=" or ".=" ? Joins(before, value) : Value.Compose([before, value], isText: false);
        }

        Assign(assign.Target, value, state);
        return value;
    }

    private static Value Joins(Value before, Value added) =>
        before.Constant is long || added.Constant is long && before.Text is null ? Value.Compose([before, added], isText: false) with { IsUnknown = false } : Joined([before, added]);

    private void Assign(Node target, Value value, FlowState state)
    {
        switch (target)
        {
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var item = value.Contents is null ? value.Origin() : value.Contents.GetItem(i) ?? ElementOf(value);
                    Assign(list.Items[i], i == 0 && value.Contents is null && _source.Language.Id == "go" ? value : item, state);
                }

                break;
            case MapNode map:
                foreach (var (key, entry) in map.Entries)
                {
                    var part = key is LiteralNode { Value: string name } && value.Contents?.Get(name) is { } held ? held : value.Origin();
                    Assign(entry is AssignNode { Target: var inner } ? inner : entry, part, state);
                }

                break;
            case IndexNode index:
                Put(index, value, state);
                break;
            case CastNode cast:
                Assign(cast.Operand, value, state);
                break;
            case UnaryNode { Operator: "*" } pointer when HasPointers && Eval(pointer.Operand, state) is { Memory.Kind.Length: > 0 } before:
                if (value.IsOpen && PathOf(pointer.Operand) is { } pointed)
                {
                    state[pointed] = Filled(before, value);
                }

                break;
            case UnaryNode { Operator: "*" } pointer when HasPointers:
                if (PathOf(pointer.Operand) is { } cell)
                {
                    state[cell] = NotNothing(value);
                }

                break;
            case UnaryNode { Operator: "*" or "&" or "ref" or "out" or "..." or "**" } pointer:
                Assign(pointer.Operand, value, state);
                break;
            default:
                if (PathOf(target) is { } path)
                {
                    state.ForgetFields(path);
                    var earlier = state[path];
                    state[path] = value.Type.Length == 0 && earlier is { Type.Length: > 0 } && !value.IsConstant ? value with { Type = earlier.Type } : value;
                    _result.Record(target, value);
                }

                if (target is MemberNode member)
                {
                    Hold(member.Target, c => c.Set(member.Name, value), value, state);
                }

                break;
        }
    }

    private void Put(IndexNode index, Value value, FlowState state)
    {
        var key = Eval(index.Index, state);
        Eval(index.Target, state);
        _result.Record(index, value);
        Hold(index.Target, c => index.Index is OpaqueNode { Children.Count: 0 } ? c.Add(value) : key.Constant switch
        {
            string name => c.Set(name, value),
            long position => c.SetItem(position, value),
            _ => c.Anywhere(value),
        }, value, state);
    }

    /// <summary>Changes what the object behind an expression holds, where it has a name.</summary>
    private void Hold(Node owner, Func<Contents, Contents> change, Value added, FlowState state)
    {
        if (PathOf(owner) is not { } path || state[path] is not { } value)
        {
            return;
        }

        var contents = change(value.Contents ?? Contents.Empty);
        var own = value.Contents?.Any is null ? value.Taints : value.Taints.Where(t => !Holds(value.Contents, t)).ToList();
        var held = contents.Any;
        state[path] = value with
        {
            IsConstant = false,
            Constant = null,
            Contents = contents,
            Taints = Value.Union(own, held?.Taints ?? added.Taints),
            IsUnknown = value.IsUnknown || added.IsUnknown,
        };
    }

    /// <summary>What an object gives besides what it is known to hold: it may have come from outside itself.</summary>
    private static Value Beyond(Value target)
    {
        if (target.Contents is not { } contents)
        {
            return target.Origin();
        }

        var own = target.Taints.Where(t => !Holds(contents, t)).ToList();
        var isUnknown = target.IsUnknown && contents.Any is not { IsUnknown: true };
        return own.Count > 0 || isUnknown || contents.Others is not null ? new Value { Taints = own, IsUnknown = isUnknown } : Value.Of(null);
    }

    private static bool Holds(Contents contents, Taint taint) => contents.Any is { } any && any.Taints.Contains(taint);

    /// <summary>The name under which the state keeps a variable or field, or null for anything else.</summary>
    private static string? PathOf(Node node) => node switch
    {
        NameNode name => name.Text,
        MemberNode { Target: NameNode or MemberNode } member when PathOf(member.Target) is { Length: < 120 } path => path + "." + member.Name,
        CastNode cast => PathOf(cast.Operand),
        UnaryNode { Operator: "*" or "&" or "ref" or "..." } pointer => PathOf(pointer.Operand),
        _ => null,
    };
}
