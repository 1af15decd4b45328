using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Memory of C and C++: how large it is, where it came from, and what was written to it through a pointer.</summary>
internal sealed partial class FlowAnalysis
{
    private bool HasPointers => _source.Language.Id is "c" or "cpp";

    /// <summary>The value of a variable with what its declaration says of memory; null where it says nothing.</summary>
    private Value? Declared(DeclareNode declare, Value? value, FlowState state)
    {
        var isPointer = _source.Is(declare.Target.First - 1, "*");
        var width = Memory.WidthOf(declare.Type);
        if (_source.Is(declare.Target.Last + 1, "["))
        {
            var count = declare.Size is { } size && Eval(size, state).Constant is long known ? known : 0;
            return Value.Harmless with { Type = declare.Type, Texts = value?.Text is { Length: > 0 } text ? [text] : [], Memory = new Memory("stack", isPointer ? count * 8 : count * width, isPointer ? 8 : width) };
        }

        if (value is null)
        {
            return isPointer || width > 0 ? Value.Harmless with { Type = declare.Type, Memory = new Memory("", Width: width) { IsUnset = !_source.Is(declare.First - 1, "static") && !_source.Is(declare.First, "static") && _calls.Count > 0 } } : Value.Harmless with { Type = declare.Type };
        }

        return isPointer ? value with { Type = declare.Type, Memory = value.Memory is { } memory ? memory with { Width = width } : null } : null;
    }

    /// <summary>Bytes of <c>sizeof</c>, where they are known.</summary>
    private Value SizeOf(Node operand, FlowState state)
    {
        while (operand is CastNode cast)
        {
            operand = cast.Operand;
        }

        if (operand is not NameNode name)
        {
            return Value.Harmless;
        }

        var bytes = Memory.WidthOf(name.Text) is > 0 and var width ? width : state[name.Text]?.Memory is { Kind: "stack", Bytes: > 0 } array ? array.Bytes : 0;
        return bytes > 0 ? Value.Of(bytes) : Value.Harmless;
    }

    private Memory MadeBy(NewNode made, FlowState state)
    {
        var width = Memory.WidthOf(made.Type);
        return made.Size is null ? new Memory("new") : new Memory("newArray", Eval(made.Size, state).Constant is long count ? count * width : 0, width);
    }

    /// <summary>A null pointer or an unset variable says nothing about what other callers pass, or about what it points to.</summary>
    private static Value NotNothing(Value value) => value is { IsConstant: true, Constant: null } or { Memory.IsUnset: true } or { Memory.IsFreed: true } ? Value.Unknown with { Type = value.Type } : value;

    /// <summary>A macro may give a value to the variables it is called with before it runs what else it is called with.</summary>
    private static void AssignedByMacro(CallNode call, string name, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is NameNode variable && CallNames.MayAssign(name) && state[variable.Text] is { } value)
            {
                state[variable.Text] = NotNothing(value);
            }
        }
    }

    /// <summary>A pointer that is not this array.</summary>
    private static void Apart(Node left, Node right, FlowState state)
    {
        if (PathOf(left) is { } one && PathOf(right) is { } other && state[one] is { Memory.Kind: "stack" } pointer && state[other] is { Memory.Kind: "stack" })
        {
            state[one] = pointer with { Memory = null };
        }
    }

    /// <summary>A condition asked about a pointer, or whether a number is small enough.</summary>
    private static void Asked(Node node, bool isLimited, FlowState state)
    {
        if (PathOf(node is AssignNode assign ? assign.Target : node) is { } path && state[path] is { Memory: { } memory } value && (memory.IsUnchecked || memory.IsOutside))
        {
            state[path] = value with { Memory = memory with { IsUnchecked = false, IsOutside = memory.IsOutside && !isLimited } };
        }
    }

    /// <summary>What calls do with memory; null for a call that does nothing of the kind.</summary>
    private Value? Allocated(CallNode call, string name, List<Value> arguments, FlowState state)
    {
        switch (name)
        {
            case "malloc" or "alloca" or "_alloca" or "xmalloc" when arguments.Count == 1:
                return Value.Unknown with { Memory = new Memory(name.Contains("alloca", StringComparison.Ordinal) ? "stack" : "malloc", arguments[0].Constant is long bytes ? bytes : 0, 1) { IsUnchecked = name == "malloc" } };
            case "calloc" when arguments.Count == 2:
                return Value.Unknown with { Memory = new Memory("malloc", arguments[0].Constant is long count && arguments[1].Constant is long each ? count * each : 0, 1) { IsUnchecked = true } };
            case "fopen":
                return Value.Unknown with { Memory = new Memory("") { IsUnchecked = true } };
            case "strdup" or "strndup" or "realloc":
                return Value.Unknown with { Memory = new Memory("malloc") };
            case "free" when call.Arguments is [{ Value: var freed }]:
                Free(freed, state);
                return Value.Harmless;
            case "atoi" or "atol" or "strtol" or "strtoul" or "strtoull" or "atoll" or "stoi" when arguments.Count > 0 && arguments[0].IsTainted:
                return Value.Harmless with { Memory = new Memory("") { IsOutside = true } };
            default:
                return null;
        }
    }

    private static void Free(Node node, FlowState state)
    {
        if (node is NameNode name && state.Owns(name.Text) && state[name.Text] is { } value)
        {
            state[name.Text] = value with { IsConstant = false, Constant = null, Memory = (value.Memory ?? new Memory("")) with { IsFreed = true, IsUnset = false } };
        }
    }

    /// <summary>What a call wrote to the memory that its arguments point to.</summary>
    private void Written(CallNode call, string name, List<Value> arguments, Value result, FlowState state)
    {
        var (target, from) = CallNames.WritesTo(name);
        var isSource = IsSource(call, state);
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (Pointee(call.Arguments[i].Value) is not { } path || state[path] is not { } before)
            {
                continue;
            }

            var isAddress = call.Arguments[i].Value is UnaryNode { Operator: "&" };
            if (isSource && (isAddress || before.Memory is { Kind.Length: > 0 }))
            {
                state[path] = isAddress && (Memory.WidthOf(before.Type) > 1 || before.Constant is long) ? before with { IsConstant = false, Memory = new Memory("") { IsOutside = true } } : Filled(before, result.IsTainted ? result : From(call));
            }
            else if (i == target)
            {
                state[path] = Filled(before, Value.Compose([.. arguments.Skip(from)], isText: false).Through(call));
            }
            else if (target < 0 && !CallNames.OnlyReads(name) && (isAddress || before.Memory is { IsUnset: true } || (before.Memory?.Kind == "stack" && !before.IsOpen)))
            {
                state[path] = Value.Unknown with { Type = before.Type, Memory = before.Memory is { IsUnset: false } memory && !(isAddress && memory.IsFreed) ? memory : null };
            }
            else if (before.Memory is { IsUnchecked: true } handed && target < 0 && !CallNames.OnlyReads(name))
            {
                state[path] = before with { Memory = handed with { IsUnchecked = false } };
            }
        }
    }

    private static Value Filled(Value before, Value added) => before with
    {
        IsConstant = false,
        Constant = null,
        IsUnknown = before.IsUnknown || added.IsUnknown,
        IsComposed = true,
        Taints = Value.Union(before.Taints, added.Taints),
        Texts = [.. before.Texts, .. added.Texts],
        Memory = before.Memory is { } memory ? memory with { IsUnset = false } : null,
    };

    /// <summary>The variable behind <c>p</c>, <c>p + n</c>, <c>&amp;x</c>, <c>&amp;p[n]</c>, a cast of one, or what one is set to on the way.</summary>
    private static string? Pointee(Node node) => node switch
    {
        UnaryNode { Operator: "&" } address => Pointee(address.Operand),
        BinaryNode { Operators: ["+" or "-", ..] } moved => Pointee(moved.Operands[0]),
        IndexNode index => Pointee(index.Target),
        CastNode cast => Pointee(cast.Operand),
        AssignNode assign => Pointee(assign.Target),
        _ => PathOf(node),
    };
}
