using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Core.Reviews;

/// <summary>
/// Merges what several specialists say of the same code. Every finding that goes in comes out, either as a finding or as a claim
/// of a negotiation.
/// </summary>
internal static class Negotiator
{
    public static (ValueList<Finding> Findings, ValueList<Negotiation> Negotiations) Negotiate(IEnumerable<Finding> all, ReviewPlan plan)
    {
        var findings = new List<Finding>();
        var negotiations = new List<Negotiation>();
        foreach (var file in all.GroupBy(f => (f.Location.Path, f.Location.Side)))
        {
            findings.AddRange(file.Where(f => !f.Counts).DistinctBy(f => (f.Fingerprint.Primary, f.RuleId)));
            foreach (var group in Groups(file.Where(f => f.Counts)))
            {
                if (group.Count == 1)
                {
                    findings.Add(group[0]);
                    continue;
                }

                var negotiation = Resolve(group, plan);
                negotiations.Add(negotiation);
                findings.Add(negotiation.Winner.Finding with { Severity = negotiation.Severity });
            }
        }

        return (findings.ToValueList(), negotiations.ToValueList());
    }

    /// <summary>Each group has one leading finding and what other specialists say of the same code.</summary>
    private static IEnumerable<List<Finding>> Groups(IEnumerable<Finding> findings)
    {
        var open = Ordered(findings).ToList();
        var taken = new bool[open.Count];
        for (var i = 0; i < open.Count; i++)
        {
            if (taken[i])
            {
                continue;
            }

            var group = new List<Finding> { open[i] };
            for (var k = i + 1; k < open.Count; k++)
            {
                if (!taken[k] && group.All(g => g.Specialist != open[k].Specialist) && AreAboutTheSame(open[i], open[k]))
                {
                    group.Add(open[k]);
                    taken[k] = true;
                }
            }

            yield return group;
        }
    }

    private static IOrderedEnumerable<Finding> Ordered(IEnumerable<Finding> findings) => findings
        .OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence)
        .ThenBy(f => f.Location.StartLine).ThenBy(f => f.Location.StartColumn)
        .ThenBy(f => f.Specialist, StringComparer.Ordinal).ThenBy(f => f.RuleId, StringComparer.Ordinal);

    private static bool AreAboutTheSame(Finding left, Finding right) =>
        left.Fingerprint.Primary == right.Fingerprint.Primary || Overlap(left.Location, right.Location);

    /// <summary>
    /// The same lines, and on one line at least half of the columns: a secret inside a call is not what a finding about the call speaks of.
    /// </summary>
    private static bool Overlap(Location left, Location right)
    {
        if (left.StartLine != right.StartLine || left.EndLine != right.EndLine)
        {
            return false;
        }

        if (left.StartLine != left.EndLine || left.StartColumn == 0 || right.StartColumn == 0)
        {
            return true;
        }

        var shared = Math.Min(left.EndColumn, right.EndColumn) - Math.Max(left.StartColumn, right.StartColumn) + 1;
        var all = Math.Max(left.EndColumn, right.EndColumn) - Math.Min(left.StartColumn, right.StartColumn) + 1;
        return shared * 2 >= all;
    }

    private static Negotiation Resolve(List<Finding> group, ReviewPlan plan)
    {
        var (winner, severity) = plan.Negotiation switch
        {
            NegotiationPolicy.WeightedExpertise => ByExpertise(group, plan),
            NegotiationPolicy.Majority => ByMajority(group),
            _ => (group[0], group[0].Severity),
        };
        return new Negotiation(
            AgentNames.Of(plan.Negotiation),
            group.Select(f => new Claim(f, ReferenceEquals(f, winner))).ToValueList(),
            group.Any(f => f.Severity != group[0].Severity),
            severity);
    }

    /// <summary>A specialist that declares the category of what it reports weighs twice; confidence decides the rest.</summary>
    private static (Finding, Severity) ByExpertise(List<Finding> group, ReviewPlan plan)
    {
        var winner = group.MaxBy(f => f.Confidence.BasisPoints * (IsExpert(f, plan) ? 2 : 1))!;
        return (winner, winner.Severity);
    }

    private static bool IsExpert(Finding finding, ReviewPlan plan) =>
        plan.Specialists.FirstOrDefault(s => s.Id == finding.Specialist)?.Expertise.Contains(finding.Category) == true;

    /// <summary>The severity most claims name; with a tie, the graver one.</summary>
    private static (Finding, Severity) ByMajority(List<Finding> group)
    {
        var severity = group.GroupBy(f => f.Severity).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;
        return (group.Where(f => f.Severity == severity).MaxBy(f => f.Confidence.BasisPoints)!, severity);
    }
}
