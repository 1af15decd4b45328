using System.Text.RegularExpressions;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// Runs every rule of a set over one text: one pass finds the keywords, and only rules whose keyword was found do any work.
/// A rule that throws is recorded as a gap and does not take the others with it.
/// </summary>
internal sealed partial class FileScanner
{
    /// <summary>Matches of one rule in one text; more are counted as a gap.</summary>
    private const int MaxMatchesPerRule = 200;

    /// <summary>A match of this many lines more than its first (a call with a whole function inside) is not the doing of a change that only touches its inside.</summary>
    private const int LongMatch = 12;

    private readonly ReviewedText _text;
    private readonly RuleSet _rules;
    private readonly ScanOptions _options;
    private readonly List<RawMatch> _matches = [];
    private readonly List<ScanGap> _gaps = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<(string Rule, int Start)> _seen = [];
    private readonly Dictionary<(int Function, string Word), bool> _functionWords = [];
    private readonly Dictionary<Rule, long> _longLinesRead = [];
    private readonly Dictionary<MatchConditions, bool> _fileAllows = new(ReferenceEqualityComparer.Instance);
    private readonly int _maxMatchesPerRule;
    private readonly Blocks _blocks;
    private long _read;
    private TextStructure? _structure;

    private FileScanner(ReviewedText text, RuleSet rules, ScanOptions options, int maxMatchesPerRule = MaxMatchesPerRule) =>
        (_text, _rules, _options, _maxMatchesPerRule, _blocks) = (text, rules, options, maxMatchesPerRule, new Blocks(text));

    private TextStructure Structure => _structure ??= new TextStructure(_text, _rules.Sources);

    private bool HasStructure => _text.Language != LanguageCatalog.Text;

    public static ScanResult Scan(ReviewedText text, RuleSet rules, ScanOptions options)
    {
        if (CanonicalText.Of(text, rules) is not { } canonical)
        {
            return ScanAsWritten(text, rules, options);
        }

        var result = ScanAsWritten(canonical.Text, rules, options);
        return new ScanResult([.. result.Matches.Select(canonical.Back)], result.Gaps, canonical.Structure);
    }

    private static ScanResult ScanAsWritten(ReviewedText text, RuleSet rules, ScanOptions options)
    {
        var scanner = new FileScanner(text, rules, options);
        scanner.Run();
        SecretsFoundTwice.Merge(scanner._matches);
        return new ScanResult(scanner.WithoutRepeats(), scanner._gaps, scanner._structure);
    }

    /// <summary>Every match, without a limit and with repeats: what is to be hidden has none.</summary>
    public static IReadOnlyList<RawMatch> ScanAll(ReviewedText text, RuleSet rules, ref TextStructure? structure)
    {
        var scanner = new FileScanner(text, rules, ScanOptions.Default, int.MaxValue) { _structure = structure };
        scanner.Run();
        structure = scanner._structure;
        return scanner._matches;
    }

    /// <summary>Two ways of a rule that find the same place on a line are one finding; secrets all stay, since each is masked.</summary>
    private List<RawMatch> WithoutRepeats()
    {
        _matches.Sort(static (a, b) =>
            a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End != b.End ? b.End.CompareTo(a.End) : string.CompareOrdinal(a.Rule.Id, b.Rule.Id));
        var last = new Dictionary<string, RawMatch>(StringComparer.Ordinal);
        var kept = new List<RawMatch>(_matches.Count);
        foreach (var match in _matches)
        {
            if (match.Rule.Category == Core.Findings.Category.Secrets || !last.TryGetValue(match.Rule.Id, out var earlier) ||
                match.Start >= earlier.End || _text.LineAt(match.Start) != _text.LineAt(earlier.Start))
            {
                kept.Add(match);
                last[match.Rule.Id] = match;
            }
        }

        return kept;
    }

    private void Run()
    {
        var candidates = new bool[_rules.Matchers.Count];
        var lineHits = new HashSet<(int Matcher, int Line)>();
        _rules.Index.Scan(_text.Text, (Scanner: this, candidates, lineHits), static (state, keyword, offset) =>
        {
            foreach (var matcher in state.Scanner._rules.MatchersOf(keyword))
            {
                state.candidates[matcher] = true;
                if (state.Scanner._rules.Matchers[matcher].Match is RegexMatch or BuiltStringMatch)
                {
                    var line = state.Scanner._text.LineAt(offset);
                    if (state.Scanner._text.Counts(line))
                    {
                        state.lineHits.Add((matcher, line));
                    }
                }
            }
        });

        foreach (var (matcher, line) in lineHits)
        {
            Guarded(_rules.Matchers[matcher], line);
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            if (candidates[i] && HasStructure && _rules.Matchers[i].Match is PatternMatch)
            {
                Guarded(_rules.Matchers[i]);
            }
        }

        if (_blocks.Exhausted)
        {
            _gaps.AddRange(_rules.Matchers.Where((m, i) => candidates[i] && m.Match.Conditions.AsksForBlock).DistinctBy(m => m.Rule.Id)
                .Select(m => new ScanGap(m.Rule.Id, "the budget for reading blocks of this file was spent", Failed: false)));
        }

        if (HasStructure && _rules.Metrics.Count > 0)
        {
            foreach (var metric in _rules.Metrics)
            {
                Guarded(metric);
            }
        }
    }

    private void Guarded(Matcher matcher, int line = -1)
    {
        var before = _read = _longLinesRead.GetValueOrDefault(matcher.Rule);
        try
        {
            switch (matcher.Match)
            {
                case PatternMatch pattern:
                    Pattern(matcher, pattern);
                    break;
                case MetricMatch metric:
                    Metric(matcher, metric);
                    break;
                default:
                    Line(matcher, line);
                    break;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _gaps.Add(new ScanGap(matcher.Rule.Id, $"the check failed with {e.GetType().Name}", Failed: true));
        }

        if (_read > before)
        {
            _longLinesRead[matcher.Rule] = _read;
            if (HasReadEnough && before <= MaxRead)
            {
                _gaps.Add(new ScanGap(matcher.Rule.Id, "its budget for reading the long lines of this file was spent", Failed: false) { IsSpent = true });
            }
        }
    }

    private void Pattern(Matcher matcher, PatternMatch match)
    {
        if (!FileAllows(match.Conditions))
        {
            return;
        }

        var pattern = new PatternMatcher(Structure.Source, Structure.Expressions, match, matcher.Rule.Sources.Expressions, _options.Patience);
        pattern.Run(token => FunctionAllows(match.Conditions, token), range =>
        {
            var (start, end) = (Structure.Tokens[range.First].Start, Structure.Tokens[range.Last].End);
            if (ShapeAllows(match.Conditions, pattern.Shape) && TokenAllows(match.Conditions, range.First) && SurroundingsAllow(match.Conditions, start, end))
            {
                Add(new RawMatch(matcher.Rule, start, end, Function: FunctionAt(range.First)) { LacksPurpose = LacksPurpose(match.Conditions, start), Origin = pattern.Origin, Path = FlowPath.Of(Structure.Tokens, pattern.Origin), IsUnproven = pattern.Origin is null && (match.AsksFor(ExpressionKind.Built) || (match.AsksFor(ExpressionKind.Dynamic) && matcher.Rule.FollowsInput)), Shape = pattern.Shape });
            }

            return !IsFull(matcher.Rule) && !HasReadEnough;
        });
        if (pattern.Exhausted)
        {
            _gaps.Add(new ScanGap(matcher.Rule.Id, "its budget of steps for this file was spent", Failed: false) { IsSpent = true });
        }
    }

    private void Line(Matcher matcher, int line)
    {
        var (start, length) = _text.Extent(line);
        if (length == 0 || !FileAllows(matcher.Match.Conditions))
        {
            return;
        }

        if (matcher.Match is BuiltStringMatch built)
        {
            if (HasStructure)
            {
                BuiltStrings(matcher, built, line);
            }

            return;
        }

        var regex = (RegexMatch)matcher.Match;
        for (var at = start; at <= start + length && !IsFull(matcher.Rule) && !HasReadEnough;)
        {
            var found = regex.Regex.Match(_text.Text, at, start + length - at);
            if (!found.Success)
            {
                return;
            }

            at = found.Index + Math.Max(1, found.Length);
            Group group = regex.Group < found.Groups.Count ? found.Groups[regex.Group] : found;
            group = group.Success ? group : found;
            var first = found.Index + found.Length - found.ValueSpan.TrimStart().Length;
            if (PartAllows(regex.In, first) && regex.Accepts(group.ValueSpan) && OffsetAllows(regex.Conditions, first, line) && SurroundingsAllow(regex.Conditions, found.Index, found.Index + found.Length))
            {
                Found(matcher.Rule, regex, found, group);
            }
        }
    }

    private void Found(Rule rule, RegexMatch regex, Match found, Group group)
    {
        if (rule.Category != Core.Findings.Category.Secrets)
        {
            Add(new RawMatch(rule, found.Index, found.Index + found.Length, Function: HasStructure ? FunctionAtOffset(found.Index) : "") { LacksPurpose = LacksPurpose(regex.Conditions, found.Index), Package = regex.GroupNear.Length > 0 ? group.Value : "" });
        }
        else if (!Placeholders.IsPlaceholder(group.ValueSpan))
        {
            Add(new RawMatch(rule, group.Index, group.Index + group.Length, group.Index, group.Index + group.Length));
        }
    }

    private void BuiltStrings(Matcher matcher, BuiltStringMatch match, int line)
    {
        var (start, length) = _text.Extent(line);
        var tokens = Structure.Tokens;
        for (var i = Math.Max(0, tokens.IndexAt(start)); i < tokens.Count && tokens[i].Start < start + length && !IsFull(matcher.Rule) && !HasReadEnough; i++)
        {
            var isString = tokens[i].Kind == TokenKind.String && match.Strings.IsMatch(LiteralText.Span(Structure.Source.TextOf(i)));
            var isTemplate = tokens[i].Kind == TokenKind.TemplateText && match.Strings.IsMatch(Structure.Source.TextOf(i));
            if ((isString || isTemplate) && tokens[i].End > start)
            {
                var range = JoinedExpression.Around(Structure.Source, i);
                if (Structure.Expressions.Is(range, ExpressionKind.Built, []) && (match.Clean is null || !Structure.Expressions.IsCleaned(range, match.Clean)) &&
                    Structure.Expressions.ShapeOf(range) is var shape && ShapeAllows(match.Conditions, shape) && TokenAllows(match.Conditions, i) && SurroundingsAllow(match.Conditions, tokens[range.First].Start, tokens[range.Last].End))
                {
                    var origin = Structure.Expressions.ValueOf(range)?.Taints.FirstOrDefault();
                    Add(new RawMatch(matcher.Rule, tokens[range.First].Start, tokens[range.Last].End, Function: FunctionAt(i)) { Origin = origin, Path = FlowPath.Of(tokens, origin), IsUnproven = origin is null, Shape = shape });
                }
            }
        }
    }

    private void Metric(Matcher matcher, MetricMatch metric)
    {
        if (!FileAllows(metric.Conditions))
        {
            return;
        }

        foreach (var found in Metrics.Measure(_text, Structure, metric, _options))
        {
            Add(found with { Rule = matcher.Rule });
        }
    }

    private void Add(RawMatch match)
    {
        var first = _text.LineAt(match.Start);
        var last = _text.LineAt(Math.Max(match.Start, match.End - 1));
        if (_text.FirstCounting(first, last) < 0 || (last - first >= LongMatch && !_text.Counts(first)) || !_seen.Add((match.Rule.Id, match.Start)))
        {
            return;
        }

        var count = _counts[match.Rule.Id] = _counts.GetValueOrDefault(match.Rule.Id) + 1;
        if (count <= _maxMatchesPerRule)
        {
            _matches.Add(match);
        }
        else if (count == _maxMatchesPerRule + 1)
        {
            _gaps.Add(new ScanGap(match.Rule.Id, $"more than {MaxMatchesPerRule} matches in this file; the rest is not listed", Failed: false));
        }
    }

    /// <summary>True when what else the rule finds in this text would not be listed.</summary>
    private bool IsFull(Rule rule) => _counts.GetValueOrDefault(rule.Id) > _maxMatchesPerRule;

    private string FunctionAt(int token) => Structure.ScopeIndex.NamedFunctionAt(token)?.Name ?? "";

    private string FunctionAtOffset(int offset) => Structure.Tokens.IndexAt(offset) is >= 0 and var index ? FunctionAt(index) : "";
}
