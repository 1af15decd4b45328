using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Functions of the same file, run with the arguments at hand.</summary>
internal sealed partial class FlowAnalysis
{
    /// <summary>The function of this file that a call means, where that is certain enough.</summary>
    private FunctionNode? Helper(CallNode call, string name, Value? receiver)
    {
        if (name.Length == 0 || !_functions.TryGetValue(name, out var all))
        {
            return null;
        }

        var fitting = all.Where(f => f.Body is not BlockNode { Statements.Count: 0 } && f.Parameters.Count(p => p.Name is not ("self" or "cls") && p.Default is null) <= call.Arguments.Count + 1 && f.Parameters.Count >= call.Arguments.Count).ToList();
        if (fitting.Count != 1)
        {
            fitting = [.. fitting.Where(f => f.Parameters.Count(p => p.Name is not ("self" or "cls")) == call.Arguments.Count)];
        }

        if (fitting.Count != 1)
        {
            return null;
        }

        var target = (call.Callee as MemberNode)?.Target;
        var isOwn = receiver is null || target is NameNode { Text: "this" or "self" or "$this" or "cls" or "static" } || _types.Contains(receiver.Type);
        return isOwn || !(CallNames.AddsItem(name) || CallNames.GetsEntry(name) || CallNames.SetsEntry(name) || CallNames.KeepsText(name) || CallNames.GivesForeign(name)) ? fitting[0] : null;
    }

    private Value Inline(CallNode call, FunctionNode helper, List<Value> arguments, FlowState state)
    {
        _inlined.Add(helper);
        var inner = new FlowState(_file);
        var parameters = helper.Parameters.Where(p => p.Name is not ("self" or "cls")).ToList();
        var offset = _source.Language.Id == "go" && parameters.Count == arguments.Count + 1 ? 1 : 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            var named = call.Arguments.Select((a, at) => (a, at)).FirstOrDefault(a => a.a.Name.Length > 0 && a.a.Name == parameters[i].Name, (default, -1)).at;
            var at = named >= 0 ? named : i - offset;
            var value = at >= 0 && at < arguments.Count ? arguments[at] : parameters[i].Default is { } own ? Eval(own, inner) : Value.Unknown;
            if (HasPointers && at >= 0 && at < call.Arguments.Count && call.Arguments[at].Value is UnaryNode { Operator: "&" } && value is { IsTainted: false })
            {
                // The address of a variable, whatever stands in it.
                value = Value.Unknown;
            }

            value = HasPointers ? NotNothing(value) : value;

            if (CallNames.IsPlainType(parameters[i].Type) && !value.IsConstant)
            {
                value = Value.Harmless;
            }

            Bind(inner, parameters[i], value.IsConstant ? value : value.Through(call));
        }

        var outputs = call.Arguments.Any(a => a.Value is UnaryNode { Operator: "out" or "ref" or "&" });
        _exits.Push(outputs ? [] : null);
        var result = Call(helper, inner);
        if (_exits.Pop() is { } exits)
        {
            exits.ForEach(inner.Join);
            for (var i = 0; i < parameters.Count && i < call.Arguments.Count; i++)
            {
                if (call.Arguments[i].Value is UnaryNode { Operator: "out" or "ref" or "&" } output && PathOf(output.Operand) is { } path && inner[parameters[i].Name] is { } left)
                {
                    state[path] = left.Through(call);
                }
            }
        }

        return result;
    }
}
