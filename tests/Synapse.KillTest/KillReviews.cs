using System.Globalization;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.KillTest;

/// <summary>The reviews of a campaign: each follows from its number alone, so that sending one again sends the same.</summary>
internal static class KillReviews
{
    public const string Tenant = "kill";

    /// <summary>One review in so many has a specialist that never answers and is ended by a deadline.</summary>
    private const int SilentEvery = 20;

    private const string Silent = "secrets";

    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public static ValueList<string> Specialists { get; } = ["performance", Silent, "security"];

    public static AggregateId IdOf(string id) => new(Tenant, ReviewAggregate.Kind, id);

    public static bool IsSilent(string id, string specialist) =>
        specialist == Silent && int.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture) % SilentEvery == 0;

    public static ReviewCommand.Request Request(string id) => new(
        new ReviewRequest($"Change {id}", "ann", "base", "head", [], "feature", 0, 2, [new ReviewFile("src/a.cs", 3, 1), new ReviewFile($"src/{id}.cs", 5, 0)], id, []),
        new ReviewPlan(
            "coordinator", "1", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, Ample,
            Specialists.Select(s => new PlannedSpecialist(s, "1", AgentTier.Fast, IsSilent(id, s) ? Short : Ample, [Category.Security])).ToValueList()));

    public static ReviewCommand.Report Report(string id, string specialist)
    {
        var location = new Location($"src/{id}.cs", Side.New, 1 + Specialists.Count(s => string.CompareOrdinal(s, specialist) < 0), 5, 1, 20);
        var finding = new Finding(
            $"{specialist}.rule", "A title", Category.Security, [89], Severity.Medium, new Confidence(8_000), location, "why", "what to do", null, [],
            new Fingerprint($"{id}-{specialist}", "context"), specialist);
        return new ReviewCommand.Report(new SpecialistReport(
            specialist, "1", [finding], [new CoverageRow("src/a.cs", specialist, CoverageStatus.Read), new CoverageRow($"src/{id}.cs", specialist, CoverageStatus.Read)], 1, 7));
    }
}
