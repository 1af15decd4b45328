using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Benchmarks;

/// <summary>The review that is measured: a request, a finding of each of three specialists, the summary.</summary>
internal static class ReviewShape
{
    public static readonly string[] Specialists = ["performance", "secrets", "security"];

    /// <summary>A change of 40 files: about 4 KB as it is journaled, the plan with it.</summary>
    public static ReviewCommand.Request Request { get; } = new(
        new ReviewRequest(
            "Move the session store behind a port", "ann", new string('a', 40), new string('b', 40), ["backend"], "feature", 1_000, 40,
            Enumerable.Range(0, 40).Select(i => new ReviewFile($"src/Synapse.Storage/Sessions/SessionStorePart{i}.cs", 40 + i, i)).ToValueList(), "", []),
        new ReviewPlan(
            "coordinator", "1.0", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromHours(1),
            Specialists.Select(s => new PlannedSpecialist(s, "1.0", AgentTier.Deep, TimeSpan.FromHours(1), [Category.Security])).ToValueList()));

    public static AggregateId IdOf(string id) => new("bench", "review", id);

    public static ReviewCommand.Report ReportOf(HandOutWork work)
    {
        var line = 10 + Array.IndexOf(Specialists, work.Agent);
        var location = new Location("src/Synapse.Storage/Sessions/SessionStorePart1.cs", Side.New, line, line, 5, 40);
        var finding = new Finding(
            $"{work.Agent}.rule", "A title", Category.Security, [89], Severity.Medium, new Confidence(8_000), location, "Why this is a problem", "What to do about it", null,
            [new Evidence(location, "store.Load(id + suffix)", "built from input")], new Fingerprint($"{work.Agent}-1", "context"), work.Agent);
        return new ReviewCommand.Report(new SpecialistReport(work.Agent, work.AgentVersion, [finding], [new CoverageRow(location.Path, work.Agent, CoverageStatus.Read)], 1, 0));
    }
}
