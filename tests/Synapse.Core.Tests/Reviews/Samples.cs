using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Core.Tests.Reviews;

/// <summary>Small building blocks for review tests.</summary>
internal static class Samples
{
    public static DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static AggregateId Id { get; } = new("tenant", "review", "r1");

    public static Facts At(double seconds) => new(Start.AddSeconds(seconds), "tester", $"command-{seconds}");

    public static ReviewRequest Request(int files = 3, string intent = "feature", int risk = 0, params string[] labels) => new(
        "A change", "ann", "base", "head", labels.ToValueList(), intent, risk, files,
        Enumerable.Range(0, files).Select(i => new ReviewFile($"src/f{i}.cs", 1, 0)).ToValueList(), "digest", []);

    public static ReviewPlan Plan(params string[] specialists) => new(
        "coordinator", "1", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromMinutes(5),
        specialists.Select(s => new PlannedSpecialist(s, "1", AgentTier.Fast, TimeSpan.FromSeconds(5), [Category.Security])).ToValueList());

    public static Finding Finding(string specialist, Severity severity, string rule = "rule", int line = 1, int confidence = 8_000, string path = "src/f0.cs", int column = 1) => new(
        rule, "Title", Category.Security, [89], severity, new Confidence(confidence), new Location(path, Side.New, line, line, column, column + 10),
        $"{rule} is bad", $"fix {rule}", null, [], new Fingerprint($"{rule}-{path}-{line}-{column}", $"{rule}-{line}"), specialist);

    public static SpecialistReport Report(string specialist, params Finding[] findings) => new(
        specialist, "1", findings.ToValueList(), [new CoverageRow("src/f0.cs", specialist, CoverageStatus.Read)], 12, 0);

    /// <summary>Runs commands one after another from nothing; every one must be accepted.</summary>
    public static ReviewState Run(params (double At, ReviewCommand Command)[] commands)
    {
        var state = ReviewState.Empty;
        foreach (var (at, command) in commands)
        {
            var decision = ReviewDecider.Decide(state, command, At(at));
            Assert.Null(decision.Refusal);
            state = decision.Events.Aggregate(state, ReviewState.Evolve);
        }

        return state;
    }
}
