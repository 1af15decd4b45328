using Synapse.Core;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Rules;

/// <summary>One rule of a pack: data, never code.</summary>
/// <param name="Languages">Language ids, or <c>*</c> for every text.</param>
/// <param name="Removed">True when the rule reads the lines that a change removes.</param>
/// <param name="Fix">A certain replacement inside the matched text, or null.</param>
public sealed record Rule(
    string Id,
    string Pack,
    string Title,
    Category Category,
    ValueList<int> Cwe,
    Severity Severity,
    Confidence Confidence,
    ValueList<string> Languages,
    bool Removed,
    string Message,
    string Recommendation,
    RuleFix? Fix,
    ValueList<string> References,
    RuleExamples Examples)
{
    internal IReadOnlyList<RuleMatch> Matches { get; init; } = [];

    /// <summary>Where it is written, for problems.</summary>
    internal string File { get; init; } = "";

    internal long Line { get; init; }

    /// <summary>For a rule about removed lines: what does its work from elsewhere, where the change adds it.</summary>
    internal LinearRegex? ReplacedBy { get; init; }

    /// <summary>True where the rule is about values from outside, whatever else it takes for a hint of one.</summary>
    internal bool FollowsInput => Matches.OfType<PatternMatch>().Any(m => m.AsksFor(ExpressionKind.Input));

    internal PackSources Sources { get; init; } = PackSources.None;
}

/// <summary>Replaces <paramref name="From"/> by <paramref name="To"/> in the matched lines, where it stands there exactly once.</summary>
public sealed record RuleFix(string From, string To);

/// <summary>Code that must match and code that must not. They are run as tests and shown by <c>synapse explain</c>.</summary>
public sealed record RuleExamples(ValueList<RuleExample> Match, ValueList<RuleExample> NoMatch);

/// <summary>A piece of code, in one language of the rule or, where <paramref name="Language"/> is empty, in all of them.</summary>
/// <param name="Path">The file it stands in, for rules that ask; empty for any.</param>
public sealed record RuleExample(string Code, string Language = "", string Path = "")
{
    internal long Line { get; init; }

    internal bool IsIn(string language) => Language.Length == 0 || Language == language;
}
