using Synapse.Analysis.Flow;
using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Scanning;

/// <summary>A rule that fired, in offsets of the reviewed text.</summary>
/// <param name="MaskStart">Start of what must never be shown, or -1.</param>
/// <param name="Value">For metrics: the measured value and its limit.</param>
internal sealed record RawMatch(Rule Rule, int Start, int End, int MaskStart = -1, int MaskEnd = -1, string Function = "", int Value = 0, int Limit = 0)
{
    private const int SqlInjection = 89;

    /// <summary>The outside value that reaches this place, where there is one.</summary>
    public Taint? Origin { get; init; }

    /// <summary>True for a value that is composed or not constant, and of which nothing shows that it is from outside.</summary>
    public bool IsUnproven { get; init; }

    /// <summary>True where nothing near shows that the code serves what the rule is about: a weak hash that need not withstand anyone.</summary>
    public bool LacksPurpose { get; init; }

    /// <summary>The composed text with its open parts marked, where it is known.</summary>
    public string? Shape { get; init; }

    /// <summary>True for an SQL text of which nothing shows that a value is put into it: names and clauses of unproven origin are, or no one knows what.</summary>
    public bool IsVagueSql => IsUnproven && IsSql && (Shape is null || SqlHoles.AreNames(Shape));

    /// <summary>True for an SQL text into which something is put where a value is due.</summary>
    public bool TakesSqlValue => IsSql && Shape is not null && !SqlHoles.AreNames(Shape);

    private bool IsSql => Rule.Cwe.Contains(SqlInjection);

    /// <summary>The package that the match names, where the rule asks for its name.</summary>
    public string Package { get; init; } = "";

    /// <summary>Where that value comes in and what it passes through, in this order, in offsets.</summary>
    public IReadOnlyList<(int Start, int End)> Path { get; init; } = [];

    /// <summary>The matched text without white space: what a moved line keeps.</summary>
    public string CodeIn(ReviewedText text) => string.Concat(text.Text[Start..End].Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>Something the scan could not do, for the coverage ledger.</summary>
internal sealed record ScanGap(string RuleId, string Reason, bool Failed)
{
    /// <summary>True where the steps of a pattern were spent.</summary>
    public bool IsSpent { get; init; }
}

internal sealed record ScanResult(IReadOnlyList<RawMatch> Matches, IReadOnlyList<ScanGap> Gaps, TextStructure? Structure);

/// <summary>What the request and the check options add to a scan.</summary>
internal sealed record ScanOptions(IReadOnlyDictionary<string, int> Limits, IReadOnlySet<string> HotFunctions)
{
    /// <summary>How many times its usual budget a rule may spend on a text.</summary>
    public int Patience { get; init; } = 1;

    public static ScanOptions Default { get; } = new(new Dictionary<string, int>(), new HashSet<string>());
}
