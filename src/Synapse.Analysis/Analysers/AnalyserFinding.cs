using Synapse.Core.Findings;

namespace Synapse.Analysis.Analysers;

/// <summary>One finding as an analyser gives it. Lines and columns count from 1; a column of 0 is not known.</summary>
/// <param name="Path">As the analyser writes it; it may lead anywhere.</param>
internal sealed record AnalyserFinding(string Rule, string Path, int Line, int EndLine, int Column, int EndColumn, Severity Severity, string Message)
{
    /// <summary>How sure an analyser is that does not say.</summary>
    private const int UsualConfidence = 7_000;

    public Confidence Confidence { get; init; } = new(UsualConfidence);

    public IReadOnlyList<int> Cwe { get; init; } = [];

    /// <summary>In a few words what the rule finds; empty where the analyser does not say.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the rule is explained; empty where the analyser does not say.</summary>
    public string HelpAddress { get; init; } = "";
}
