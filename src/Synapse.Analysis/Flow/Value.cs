using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>What is known about a value without running the code.</summary>
internal sealed record Value
{
    private const int MaxTaints = 6;
    private const int MaxTexts = 12;
    private const int MaxTextLength = 400;
    private const int MaxStart = 200;

    /// <summary>In <see cref="Start"/>: a part that is not known and not from outside.</summary>
    public const char Hole = '…';

    /// <summary>Nothing is known: a parameter, a field, the result of code elsewhere.</summary>
    public static Value Unknown { get; } = new() { IsUnknown = true };

    /// <summary>Not constant, yet nobody's text: a number, a truth, a choice among constants.</summary>
    public static Value Harmless { get; } = new();

    public bool IsConstant { get; init; }

    /// <summary>The constant: a string, long, double, bool or null.</summary>
    public object? Constant { get; init; }

    /// <summary>True where a part of it is not known.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>True for a text put together from parts of which one is not constant.</summary>
    public bool IsComposed { get; init; }

    public IReadOnlyList<Taint> Taints { get; init; } = [];

    /// <summary>Constant pieces of a composed text.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>A composed text as far as it is known, with <see cref="Outline.Hole"/> for each open part; null where that is too long or not known.</summary>
    public string? Shape { get; init; }

    /// <summary>What a composed text surely begins with, up to its first outside part; <see cref="Hole"/> stands for a part that is not known. Empty where nothing is sure.</summary>
    public string Start { get; init; } = "";

    public string Type { get; init; } = "";

    public FunctionNode? Function { get; init; }

    public Contents? Contents { get; init; }

    public Memory? Memory { get; init; }

    public bool IsTainted => Taints.Count > 0;

    /// <summary>True where somebody else may decide a part of it.</summary>
    public bool IsOpen => IsUnknown || Taints.Count > 0;

    public string? Text => IsConstant ? Constant as string : null;

    public static Value Of(object? constant) => new() { IsConstant = true, Constant = constant };

    /// <summary>The value without what it held or was: only who decides it.</summary>
    public Value Origin() => IsOpen ? new Value { IsUnknown = IsUnknown, Taints = Taints } : Harmless;

    public Value Through(Node node) => Taints.Count == 0 ? this : this with { Taints = [.. Taints.Select(t => t.Through(node))] };

    /// <summary>Either of two values.</summary>
    public static Value Either(Value a, Value b)
    {
        if (ReferenceEquals(a, b) || (a.IsConstant && b.IsConstant && a.Memory == b.Memory && Equals(a.Constant, b.Constant)))
        {
            return a;
        }

        return new Value
        {
            IsUnknown = a.IsUnknown || b.IsUnknown,
            IsComposed = a.IsComposed || b.IsComposed,
            Taints = Union(a.Taints, b.Taints),
            Texts = TextsOf(a, b),
            Shape = Outline.Either(a, b),
            Start = a.Start == b.Start || !b.IsTainted ? a.Start : a.IsTainted ? "" : b.Start,
            Type = a.Type == b.Type || b.Type.Length == 0 ? a.Type : a.Type.Length == 0 ? b.Type : "",
            Function = a.Function ?? b.Function,
            Memory = Memory.Either(a, b),
            Contents = a.Contents is null || b.Contents is null ? a.Contents ?? b.Contents : Contents.Either(a.Contents, b.Contents),
        };
    }

    /// <summary>A text or value put together from several.</summary>
    public static Value Compose(IReadOnlyList<Value> parts, bool isText)
    {
        var isOpen = parts.Any(p => p.IsOpen);
        return new Value
        {
            IsUnknown = parts.Any(p => p.IsUnknown),
            IsComposed = isText && isOpen,
            Taints = parts.Aggregate((IReadOnlyList<Taint>)[], (all, p) => Union(all, p.Taints)),
            Texts = TextsOf([.. parts]),
            Shape = isText && isOpen ? Outline.Of(parts) : null,
            Start = isText && isOpen ? StartOf(parts) : "",
        };
    }

    /// <summary>What a text made of these parts surely begins with.</summary>
    public static string StartOf(IEnumerable<Value> parts)
    {
        var start = "";
        foreach (var part in parts)
        {
            start += part.IsConstant ? part.Constant?.ToString() : part.Start.Length > 0 ? part.Start : part.IsTainted ? "" : Hole.ToString();
            if (part.IsTainted || start.Length > MaxStart)
            {
                break;
            }
        }

        return start.Length > MaxStart ? start[..MaxStart] : start;
    }

    public static IReadOnlyList<Taint> Union(IReadOnlyList<Taint> a, IReadOnlyList<Taint> b)
    {
        if (a.Count == 0 || ReferenceEquals(a, b))
        {
            return b;
        }

        if (b.Count == 0)
        {
            return a;
        }

        var all = new List<Taint>(a);
        foreach (var taint in b)
        {
            if (all.Count < MaxTaints && !all.Any(t => ReferenceEquals(t.Source, taint.Source) && SamePath(t.Path, taint.Path)))
            {
                all.Add(taint);
            }
        }

        return all;
    }

    private static bool SamePath(FlowStep? a, FlowStep? b)
    {
        while (a is not null && b is not null && !ReferenceEquals(a, b))
        {
            if (!ReferenceEquals(a.Node, b.Node))
            {
                return false;
            }

            (a, b) = (a.Before, b.Before);
        }

        return ReferenceEquals(a, b);
    }

    private static IReadOnlyList<string> TextsOf(params ReadOnlySpan<Value> values)
    {
        List<string>? texts = null;
        foreach (var value in values)
        {
            if (value.Text is { Length: > 0 } own)
            {
                (texts ??= []).Add(own.Length > MaxTextLength ? own[..MaxTextLength] : own);
            }

            if (value.Texts.Count > 0)
            {
                (texts ??= []).AddRange(value.Texts);
            }
        }

        return texts is null ? [] : texts.Count > MaxTexts ? texts[..MaxTexts] : texts;
    }
}
