using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Calls: what comes in, what the receiver becomes, what comes back.</summary>
internal sealed partial class FlowAnalysis
{
    private Value CallOf(CallNode call, FlowState state)
    {
        var member = call.Callee as MemberNode;
        var receiver = member is null ? null : Eval(member.Target, state);
        var name = (member?.Name ?? (call.Callee as NameNode)?.Text ?? "").TrimEnd('!');
        if (name.Length == 0)
        {
            Eval(call.Callee, state);
        }

        if (HasPointers)
        {
            AssignedByMacro(call, name, state);
        }

        var arguments = call.Arguments.Select(a => a.Value is FunctionNode ? Value.Unknown : Eval(a.Value, state)).ToList();
        var wasRun = false;
        var result = receiver is not { IsTainted: true } && IsSource(call, state)
            ? From(call)
            : Result(call, name, receiver, arguments, state, out wasRun);
        Callbacks(call, receiver, arguments, state);
        if (HasPointers && !wasRun)
        {
            Written(call, name, arguments, result, state);
        }
        else if (!wasRun)
        {
            Outputs(call, name, receiver, arguments, result, state);
        }

        return result;
    }

    /// <param name="wasRun">True when the body of what is called was run here, so that its outputs are known.</param>
    private Value Result(CallNode call, string name, Value? receiver, List<Value> arguments, FlowState state, out bool wasRun)
    {
        wasRun = false;
        if (Folding.Call(name, receiver, arguments) is { } folded)
        {
            return folded;
        }

        if (HasPointers && receiver is null && Allocated(call, name, arguments, state) is { } memory)
        {
            return memory;
        }

        if (Helper(call, name, receiver) is { } helper && _calls.Count < MaxCallDepth && !_calls.Contains(helper))
        {
            wasRun = true;
            return Inline(call, helper, arguments, state).Through(call);
        }

        if (receiver is not null && Change(call, name, receiver, arguments, state) is { } changed)
        {
            return changed;
        }

        if (GivesOwnText(call, name, receiver, arguments))
        {
            return Value.Harmless;
        }

        if (name == "append" && receiver is null && _source.Language.Id == "go" && arguments.Count > 0)
        {
            return Appended(arguments);
        }

        if (CallNames.Formats(name))
        {
            var start = StartOfFormat(name, receiver, arguments);
            arguments = Formatted(arguments);
            var parts = receiver is null ? arguments : arguments.Prepend(receiver.IsConstant || receiver.IsTainted || receiver.IsComposed ? receiver : Value.Harmless).ToList();
            return Shown([.. parts.Select(p => p.Contents?.Any is { } any ? Value.Either(any, p.Origin()) : p)]).Through(call) with { Start = start };
        }

        if (CallNames.GivesForeign(name))
        {
            return receiver is { IsTainted: true } ? receiver.Origin().Through(call) : Value.Unknown;
        }

        if (receiver is { IsOpen: false } && CallNames.KeepsText(name) && !arguments.Any(a => a.IsOpen))
        {
            return Value.Harmless with { Texts = receiver.Texts };
        }

        if (receiver is { IsOpen: true } && CallNames.KeepsText(name))
        {
            return Value.Compose([receiver, .. arguments], isText: false).Through(call) with { IsComposed = receiver.IsComposed, Type = receiver.Type, Start = receiver.Start, Shape = arguments.Count == 0 ? receiver.Shape : null };
        }

        if (receiver?.Contents is { } contents && !receiver.IsUnknown && !arguments.Any(a => a.IsOpen))
        {
            // A view of a collection: values(), stream(), iterator().
            return receiver with { Contents = contents.Any is { } any ? Contents.Empty.Anywhere(any) : contents };
        }

        if (CallNames.MakesMap(name) && arguments.Count == 0)
        {
            return Value.Harmless with { Type = name, Contents = Contents.Empty };
        }

        var all = receiver is null ? arguments : arguments.Prepend(receiver).ToList();
        return Value.Compose(all, isText: false).Through(call) with { IsUnknown = true, Type = name.Length > 0 && char.IsUpper(name[0]) && receiver is null ? name : "" };
    }

    /// <summary>True for what gives a number, a key, a quoted value or a mark that stands for one: nothing from outside goes through as text.</summary>
    private bool GivesOwnText(CallNode call, string name, Value? receiver, List<Value> arguments)
    {
        if (CallNames.GivesNoText(name) || QuotesForSql(name) || (CallNames.GivesPlaceholder(name) && !arguments.Any(a => a.IsTainted)))
        {
            return true;
        }

        if (Filters(call, name, arguments) || Repeats(call, name, receiver, arguments))
        {
            return true;
        }

        if (name is "Parse" or "valueOf" or "ParseExact" or "fromString" && call.Callee is MemberNode { Target: var of })
        {
            var type = PathText(of);
            type = type[(type.LastIndexOf('.') + 1)..];
            var isEnum = name == "valueOf" && _source.Language.Id is "java" or "kotlin" && type is not ("String" or "Character") && type is [>= 'A' and <= 'Z', ..];
            if (CallNames.IsPlainType(type) || isEnum)
            {
                return true;
            }
        }

        return receiver is { IsTainted: false } && (CallNames.GivesKey(name) ? arguments.Count == 0 : CallNames.GivesColumn(name) && arguments.Count > 0 && arguments.All(IsKeyColumn));
    }

    /// <summary>Leaves nothing but characters of words or digits of numbers: <c>replaceAll("[^a-z]", "")</c>, <c>filter_var($x, FILTER_VALIDATE_INT)</c>.</summary>
    private static bool Filters(CallNode call, string name, List<Value> arguments) =>
        CallNames.Substitutes(name) ? arguments.Any(a => a.Text is { } pattern && CallNames.KeepsWordsOnly(pattern)) && arguments.Exists(a => a.Text is { Length: <= 1 } with && !with.Any(c => c is '\'' or '"' or '/' or '<'))
        : name is "filter_var" or "filter_input" && call.Arguments.Any(a => a.Value is NameNode { Text: var filter } && CallNames.FiltersNumbers(filter));

    /// <summary>Go's <c>append</c>: the same list, with what was added.</summary>
    private static Value Appended(List<Value> arguments)
    {
        var list = arguments[0];
        var contents = list.Contents ?? (list.IsConstant ? Contents.Empty : null);
        foreach (var added in arguments.Skip(1))
        {
            contents = added.Contents is { } others ? others.Any is { } any ? contents?.Anywhere(any) : contents : contents?.Add(added);
        }

        return Value.Compose(arguments, isText: false) with { Contents = contents, Type = list.Type };
    }

    /// <summary>The arguments of a format, without those that it shows as numbers: <c>%d</c> lets no text through.</summary>
    private static List<Value> Formatted(List<Value> arguments)
    {
        if (arguments is not [{ Text: { } format }, ..] || !format.Contains('%', StringComparison.Ordinal) || format.Contains('$', StringComparison.Ordinal))
        {
            return arguments;
        }

        var verbs = CallNames.VerbsOf(format);
        return [.. arguments.Select((a, i) => i > 0 && i <= verbs.Count && !a.IsConstant && CallNames.ShowsNumber(verbs[i - 1]) ? Value.Harmless : a)];
    }

    /// <summary>What a format surely begins with: its text, and what its places show, one after the other.</summary>
    private static string StartOfFormat(string name, Value? receiver, List<Value> arguments)
    {
        var format = receiver?.Text is { } own && name is "format" or "formatted" or "format_map" ? own : arguments.FirstOrDefault()?.Text;
        var shown = format is not null && receiver?.Text == format ? arguments : arguments.Skip(1);
        return format is null || name is "Join" or "join" or "implode"
            ? ""
            : Value.StartOf(CallNames.PiecesOf(format).Select(Value.Of).Zip(shown.Append(Value.Of("")), (text, value) => (Value[])[text, value]).SelectMany(p => p));
    }

    /// <summary>A call that changes its receiver or reads from it; null for any other.</summary>
    private Value? Change(CallNode call, string name, Value receiver, List<Value> arguments, FlowState state)
    {
        var owner = ((MemberNode)call.Callee).Target;
        if (CallNames.AddsText(name) && arguments.Count > 0 && IsTextBuilder(receiver))
        {
            var built = Joined([receiver with { Contents = null }, .. arguments]) with { Type = receiver.Type };
            if (BuilderPath(owner) is { } path)
            {
                state[path] = built;
            }

            return built;
        }

        if (receiver.Contents is null)
        {
            if ((CallNames.AddsItem(name) || CallNames.SetsEntry(name) || CallNames.TakesAll(name)) && arguments.Any(a => a.IsTainted))
            {
                var key = arguments.Count > 1 ? KeyOf(arguments.Take(arguments.Count - 1)) : null;
                Hold(owner, c => key is null ? c.Anywhere(arguments[^1]) : c.Set(key, arguments[^1]), arguments[^1], state);
            }

            return null;
        }

        return InCollection(name, owner, receiver, arguments, state);
    }

    private Value? InCollection(string name, Node owner, Value receiver, List<Value> arguments, FlowState state)
    {
        var contents = receiver.Contents!;
        if (CallNames.AddsItem(name) && arguments.Count == 1)
        {
            Hold(owner, c => c.Add(arguments[0]), arguments[0], state);
            return Value.Harmless;
        }

        if (CallNames.SetsEntry(name) && arguments.Count > 1)
        {
            var key = KeyOf(arguments.Take(arguments.Count - 1));
            Hold(owner, c => key is null ? c.Anywhere(arguments[^1]) : c.Set(key, arguments[^1]), arguments[^1], state);
            return Value.Harmless;
        }

        if (CallNames.TakesAll(name) && arguments.Count > 0)
        {
            var all = arguments.Select(a => a.Contents?.Any is { } any ? Value.Either(any, a.Origin()) : a).Aggregate(Value.Either);
            Hold(owner, c => c.Anywhere(all), all, state);
            return Value.Harmless;
        }

        if (CallNames.Removes(name))
        {
            var count = contents.Items?.Count ?? 0;
            long? index = arguments is [{ Constant: long at }] ? at : arguments.Count > 0 ? null : name is "pop" or "removeLast" ? count - 1 : 0;
            if (index is { } known && contents.Items is not null)
            {
                var removed = contents.GetItem(known) ?? ElementOf(receiver);
                Hold(owner, c => c.Remove(known), Value.Harmless, state);
                return removed;
            }

            return ElementOf(receiver);
        }

        if (CallNames.GetsEntry(name) && arguments.Count > 0)
        {
            return Entry(contents, receiver, arguments);
        }

        return null;
    }

    private static Value Entry(Contents contents, Value receiver, List<Value> arguments)
    {
        if (arguments is [{ Constant: long position }])
        {
            return contents.GetItem(position) ?? Beyond(receiver);
        }

        for (var keys = arguments.Count; keys > 0; keys--)
        {
            if (KeyOf(arguments.Take(keys)) is not { } key)
            {
                return ElementOf(receiver);
            }

            if (contents.Get(key) is { } value)
            {
                return value;
            }
        }

        return Beyond(receiver) is { IsOpen: true } own ? own : arguments.Count > 1 ? arguments[^1] : Value.Of(null);
    }

    private static string? KeyOf(IEnumerable<Value> keys)
    {
        var parts = new List<string>();
        foreach (var key in keys)
        {
            if (!key.IsConstant || key.Constant is null)
            {
                return null;
            }

            parts.Add(key.Constant is long number ? Contents.Key(number) : key.Constant.ToString()!);
        }

        return string.Join('\0', parts);
    }

    private bool QuotesForSql(string name) => (_source.Language.Id == "ruby" && CallNames.QuotesForSql(name)) || CallNames.EscapesSql(name) || (_source.Language.Id == "php" && name is "quote" or "quoteInto" or "quoteIdentifier" or "quoteName");

    /// <summary>The name of a column that holds a key: <c>:id</c>, <c>"user_id"</c>.</summary>
    private static bool IsKeyColumn(Value column) => column.Text is { } name && (name.TrimStart(':') is "id" || name.EndsWith("_id", StringComparison.Ordinal));

    private static bool IsTextBuilder(Value receiver) =>
        receiver.Type is "StringBuilder" or "StringBuffer" or "StringWriter" or "Builder" or "Buffer" or "ostringstream" or "stringstream" or "StringIO" or "ValueStringBuilder" or "PrintWriter";

    /// <summary>The variable at the start of <c>sb.append(a).append(b)</c>.</summary>
    private static string? BuilderPath(Node owner)
    {
        while (owner is CallNode { Callee: MemberNode member })
        {
            owner = member.Target;
        }

        return PathOf(owner);
    }

    /// <summary>True for a constant that is written so many times, such as the mark of a bound value for each of a list.</summary>
    private static bool Repeats(CallNode call, string name, Value? receiver, List<Value> arguments) =>
        (CallNames.Repeats(name) && arguments.Prepend(receiver ?? Value.Harmless).Any(v => v.Text is not null) && !arguments.Any(a => a.IsTainted)) ||
        (CallNames.MapsEach(name) && call.Arguments.Any(a => a.Value is FunctionNode function && IsLiteral(function.Body)));

    private static bool IsLiteral(Node body) => body is LiteralNode || (body is BlockNode { Statements: [var only] } && IsLiteral(only));

    /// <summary>Functions passed to a call get what the receiver or the other arguments hold.</summary>
    private void Callbacks(CallNode call, Value? receiver, List<Value> arguments, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not FunctionNode function)
            {
                continue;
            }

            var given = arguments.Where(a => a.IsTainted).Aggregate((Value?)null, (all, a) => all is null ? a.Origin() : Value.Either(all, a.Origin()));
            var element = receiver is null ? null : receiver.IsTainted || receiver.Contents is not null ? ElementOf(receiver) : null;
            _result.Record(function, Lambda(function, state, element ?? given ?? Value.Unknown));
        }
    }

    /// <summary>What a call writes to through its arguments: <c>out x</c>, <c>&amp;x</c>.</summary>
    private void Outputs(CallNode call, string name, Value? receiver, List<Value> arguments, Value result, FlowState state)
    {
        if (name == "settype" && arguments is [_, { Text: "integer" or "int" or "float" or "double" or "boolean" or "bool" }] && PathOf(call.Arguments[0].Value) is { } set)
        {
            state[set] = Value.Harmless;
        }

        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i].Value is not UnaryNode { Operator: "out" or "ref" or "&" } output || PathOf(output.Operand) is not { } path)
            {
                continue;
            }

            var from = result.IsTainted ? result.Origin() : receiver is { IsTainted: true } ? receiver.Origin() : arguments.Where((a, at) => at != i && a.IsTainted).FirstOrDefault()?.Origin();
            var isClosed = receiver is { IsOpen: false } && arguments.Where((_, at) => at != i).All(a => !a.IsOpen);
            var value = CallNames.GivesNoText(name) || isClosed ? Value.Harmless : from?.Through(call) ?? Value.Unknown;
            if (output.Operator == "out" || value.IsTainted)
            {
                state[path] = state[path] is { Type.Length: > 0 } earlier ? value with { Type = earlier.Type } : value;
            }
        }
    }
}
