using System.Runtime.CompilerServices;
using Synapse.Analysis.Structure;
using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>
/// Runs a text's functions on what is known about values instead of on values: along every branch, twice through every loop, into
/// helpers of the same file. A branch that constants rule out is not taken, and a value that was checked or converted is no longer
/// anybody's. Work is bounded by the size of the text.
/// </summary>
internal sealed partial class FlowAnalysis
{
    private const int MaxCallDepth = 5;
    private const long StepsPerToken = 10;
    private const long FirstSteps = 50_000;

    private readonly TokenSource _source;
    private readonly FlowSources _sources;
    private readonly FlowResult _result;
    private readonly Dictionary<string, List<FunctionNode>> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _imports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _isSource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _assigned;
    private readonly HashSet<FunctionNode> _inlined = [];
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly List<FunctionNode> _pending = [];
    private readonly HashSet<FunctionNode> _isPending = [];
    private readonly Dictionary<FunctionNode, string> _typeHeads = [];
    private readonly Stack<FunctionNode> _calls = new();
    private readonly Stack<List<Value>> _returns = new();
    private readonly Stack<List<FlowState>> _breaks = new();
    private readonly Stack<List<FlowState>?> _exits = new();
    private readonly FlowState _file = new(null);
    private long _steps;
    private int _loops;

    private FlowAnalysis(TokenSource source, FlowSources sources, BlockNode root)
    {
        (_source, _sources, _result) = (source, sources, new FlowResult(source.Tokens.Count));
        _steps = FirstSteps + (source.Tokens.Count * StepsPerToken);
        _assigned = Assignments(source);
        Collect(root.Statements);
    }

    public static FlowResult? Run(TokenSource source, FlowSources sources)
    {
        if (SyntaxParser.Parse(source) is not { } root)
        {
            return null;
        }

        var analysis = new FlowAnalysis(source, sources, root);
        analysis.File(root);
        analysis._result.IsIncomplete = analysis._steps <= 0;
        return analysis._result;
    }

    private bool IsSpent => --_steps <= 0;

    /// <summary>A state for one of two ways; what it takes to copy counts as work.</summary>
    private FlowState Split(FlowState state)
    {
        _steps -= state.Count / 16;
        return state.Copy();
    }

    private void File(BlockNode root)
    {
        _returns.Push([]);
        _breaks.Push([]);
        Run(root, _file);
        _file.IsDead = false;
        var called = Called();
        foreach (var function in _pending.Where(f => !called.Contains(f.Name) || IsHandler(f)).ToList())
        {
            Alone(function);
        }

        // What is called here has been run with what it is given here; nothing more is known about it.
        foreach (var function in _pending.Where(f => called.Contains(f.Name) && !IsHandler(f)).ToList())
        {
            if (!_inlined.Contains(function))
            {
                Alone(function);
            }
        }
    }

    private void Alone(FunctionNode function)
    {
        if (_steps > 0)
        {
            ByAnyone(function, new FlowState(_file));
        }
    }

    /// <summary>A function called by anyone: its parameters are unknown or, for a handler, from outside.</summary>
    private void ByAnyone(FunctionNode function, FlowState state)
    {
        var isHandler = IsHandler(function);
        foreach (var parameter in function.Parameters)
        {
            Bind(state, parameter, OwnValue(parameter, isHandler));
        }

        Call(function, state);
    }

    private Value OwnValue(Parameter parameter, bool isHandler)
    {
        var text = TextOf(parameter.First, parameter.Last);
        var isSource = (isHandler || (_sources.Parameters?.IsMatch(text) ?? false)) && _sources.Exceptions?.IsMatch(text) != true;
        if (CallNames.IsPlainType(parameter.Type))
        {
            return Value.Harmless with { Type = parameter.Type };
        }

        return isSource && parameter.Name is not ("self" or "cls" or "this")
            ? new Value { Taints = [new Taint(new NameNode(parameter.Last, parameter.Name), null)], Type = parameter.Type }
            : Value.Unknown with { Type = parameter.Type };
    }

    private bool IsHandler(FunctionNode function)
    {
        if (_sources.Handlers is null || function.Name.Length == 0)
        {
            return false;
        }

        var last = function.Parameters.Count > 0 ? function.Parameters[0].First - 1 : Math.Min(function.Last, function.First + 40);
        var text = _typeHeads.GetValueOrDefault(function) + TextOf(function.First, last);
        return _sources.Handlers.IsMatch(text) && _sources.Exceptions?.IsMatch(TextOf(function.First, last)) != true;
    }

    /// <summary>Names of this file's functions that are called in it, their definitions not counted.</summary>
    private HashSet<string> Called()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < _source.Tokens.Count; i++)
        {
            if (_source.IsName(i) && _source.Is(i + 1, "(") && _source.TextOf(i).ToString() is var name && _functions.ContainsKey(name))
            {
                seen[name] = seen.GetValueOrDefault(name) + 1;
            }
        }

        return [.. seen.Where(s => s.Value > _functions[s.Key].Count).Select(s => s.Key)];
    }

    /// <summary>Runs a body and gives what it returns.</summary>
    private Value Call(FunctionNode function, FlowState state)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _steps = 0;
            return Value.Unknown;
        }

        _calls.Push(function);
        _returns.Push([]);
        _breaks.Push([]);
        Value? result = null;
        if (function.IsExpression)
        {
            result = Eval(function.Body, state);
        }
        else
        {
            result = Run(function.Body, state);
            result = _source.Language.Id is "ruby" or "rust" or "scala" or "kotlin" && !state.IsDead ? result : null;
        }

        _breaks.Pop();
        var returned = _returns.Pop();
        _calls.Pop();
        return returned.Aggregate(result, (a, b) => a is null ? b : Value.Either(a, b)) ?? Value.Harmless;
    }

    private void Bind(FlowState state, Parameter parameter, Value value)
    {
        if (parameter.Name.Length > 0)
        {
            state.ForgetFields(parameter.Name);
            state[parameter.Name] = parameter.Type.Length > 0 && value.Type.Length == 0 ? value with { Type = parameter.Type } : value;
        }

        foreach (var part in parameter.Parts)
        {
            state[part] = value.Origin();
        }
    }

    private void Collect(IReadOnlyList<Node> statements)
    {
        foreach (var node in statements)
        {
            switch (node)
            {
                case FunctionNode { Name.Length: > 0 } function:
                    Know(function);
                    break;
                case TypeNode { Body: BlockNode body } type:
                    Collect(body.Statements);
                    _types.Add(type.Name);
                    var head = TextOf(type.First, body.First);
                    foreach (var method in body.Statements.OfType<FunctionNode>())
                    {
                        _typeHeads[method] = head;
                    }

                    break;
                case BlockNode block:
                    Collect(block.Statements);
                    break;
                case DeclareNode { Target: NameNode, Value: FunctionNode or MapNode } or AssignNode { Value: FunctionNode or MapNode }:
                    Named(node);
                    break;
                case ImportNode import:
                    foreach (var (alias, path) in import.Names)
                    {
                        _imports[alias] = path;
                    }

                    break;
            }
        }
    }

    private void Named(Node node)
    {
        var (target, value) = node is DeclareNode declare ? (declare.Target, declare.Value!) : (((AssignNode)node).Target, ((AssignNode)node).Value);
        var name = target switch { NameNode n => n.Text, MemberNode m => m.Name, _ => "" };
        if (value is FunctionNode function && name.Length > 0)
        {
            Know(function, name);
        }
        else if (value is MapNode map)
        {
            foreach (var (key, entry) in map.Entries)
            {
                if (entry is FunctionNode method && key is LiteralNode { Value: string text })
                {
                    Know(method, text);
                }
            }
        }
    }

    private void Know(FunctionNode function, string? name = null)
    {
        name ??= function.Name;
        if (!_functions.TryGetValue(name, out var all))
        {
            _functions[name] = all = [];
        }

        all.Add(function);
    }

    /// <summary>How often each name is given a value: a name with one assignment is what that says, everywhere.</summary>
    private static Dictionary<string, int> Assignments(TokenSource source)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < source.Tokens.Count; i++)
        {
            if (source.IsName(i) && source.TextOf(i + 1) is "=" or "+=" or "??=" or "||=" or ".=" or ":=")
            {
                var name = source.TextOf(i).ToString();
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        return counts;
    }

    private string TextOf(int first, int last)
    {
        const int MaxText = 400;
        if (first > last || last >= _source.Tokens.Count)
        {
            return "";
        }

        var start = _source.Tokens[first].Start;
        return _source.Text.Substring(start, Math.Min(MaxText, _source.Tokens[last].End - start));
    }
}
