using Synapse.Analysis.Rules;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Specialists;

/// <summary>Rules about the review itself; they are not in a pack because they are about no code.</summary>
public static class ProcessRules
{
    public static Rule IgnoreWithoutReason { get; } = new(
        "process.ignore-without-reason",
        "process",
        "Suppression without a reason",
        Category.Process,
        [],
        Severity.Low,
        Confidence.Certain,
        ["*"],
        Removed: false,
        "This suppression names no rule or no reason, so it suppresses nothing and the next reader cannot judge it.",
        "Write `synapse:ignore RULE-ID reason`, or remove the comment.",
        null,
        [],
        new RuleExamples(
            [new("# synapse:ignore py.sql-injection"), new("// synapse:ignore")],
            [new("# synapse:ignore py.sql-injection the table name is a constant"), new("// ignore")]));
}
