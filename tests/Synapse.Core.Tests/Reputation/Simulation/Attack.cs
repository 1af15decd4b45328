using Synapse.Core.Reputation;

namespace Synapse.Core.Tests.Reputation.Simulation;

/// <summary>A way to lie about one agent.</summary>
/// <param name="Judgements">What the liars say of an agent when they want it to be seen as right, or as wrong.</param>
internal sealed record Attack(string Name, Func<Population, int, bool, Random, IEnumerable<Judgement>> Judgements)
{
    private const int Sybils = 200;
    private const int SybilJudgements = 3;

    /// <summary>Ten raters, each judging every second finding.</summary>
    public static Attack Collusion { get; } = new("a ring of 20 % of the raters, new", (_, _, says, _) => Ring(says, standing: null));

    /// <summary>The ring has been honest elsewhere, and lies only here.</summary>
    public static Attack CamouflagedCollusion { get; } = new("a ring of 20 % of the raters, of good standing elsewhere", (_, _, says, _) => Ring(says, standing: 9_500));

    /// <summary>Identities that cost nothing: each judges three findings and is never seen again.</summary>
    public static Attack Sybil { get; } = new("200 new raters with three judgements each", (_, _, says, chance) => Enumerable.Range(0, Sybils)
        .SelectMany(r => Enumerable.Range(0, SybilJudgements).Select(_ => Evidence.Opinion($"sybil {r}", Population.Finding(chance.Next(Population.Findings)), says)))
        .DistinctBy(j => (j.Rater.Id, j.Subject)));

    /// <summary>The ring knows which findings can be checked, and tells the truth of these.</summary>
    public static Attack Informed { get; } = new("a ring that knows which findings can be checked", (p, agent, says, _) => Enumerable.Range(0, Population.Ring)
        .SelectMany(r => Enumerable.Range(0, Population.Findings).Where(f => f % 2 == r % 2)
            .Select(f => Evidence.Opinion($"ring {r}", Population.Finding(f), p.IsKnown(f) ? p.Truth(agent, f) : says))));

    private static IEnumerable<Judgement> Ring(bool says, int? standing) => Enumerable.Range(0, Population.Ring)
        .SelectMany(r => Enumerable.Range(0, Population.Findings).Where(f => f % 2 == r % 2).Select(f => Evidence.Opinion($"ring {r}", Population.Finding(f), says, standing: standing)));
}
