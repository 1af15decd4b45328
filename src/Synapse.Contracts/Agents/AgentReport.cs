namespace Synapse.Contracts.Agents;

/// <summary>What an agent says of a change.</summary>
/// <param name="Findings">At most 20,000.</param>
public sealed record AgentReport(IReadOnlyList<AgentFinding> Findings)
{
    /// <summary>Paths of the change that the agent did not read; the verdict says so.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>Wall time of the work in milliseconds.</summary>
    public long DurationMs { get; init; }

    /// <summary>What the work cost the agent, in millionths of a credit.</summary>
    public long CostMicroCredits { get; init; }
}

/// <summary>One observation of an agent.</summary>
/// <param name="RuleId">The agent's own name for what it looks for, such as <c>acme.sql-in-loop</c>; the same flaw keeps the same one.</param>
/// <param name="Title">A few words for a list.</param>
/// <param name="Category"><c>security</c>, <c>secrets</c>, <c>performance</c>, <c>correctness</c>, <c>maintainability</c> or <c>process</c>.</param>
/// <param name="Severity"><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</param>
/// <param name="Confidence">How sure the agent is, from 0 to 1; what its word was worth so far is learned.</param>
/// <param name="Path">A file of the change.</param>
/// <param name="StartLine">The first line on the new side, from 1.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="Message">Why this is a problem, in one sentence.</param>
/// <param name="Recommendation">What to do about it, in one sentence.</param>
public sealed record AgentFinding(
    string RuleId, string Title, string Category, string Severity, decimal Confidence, string Path, int StartLine, int EndLine, string Message, string Recommendation)
{
    /// <summary>CWE numbers, most specific first.</summary>
    public IReadOnlyList<int> Cwe { get; init; } = [];
}
