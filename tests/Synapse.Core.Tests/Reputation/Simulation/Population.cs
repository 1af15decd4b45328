using System.Globalization;
using Synapse.Core.Reputation;

namespace Synapse.Core.Tests.Reputation.Simulation;

/// <summary>
/// A hundred agents of different true accuracy. Each has reported sixty findings in the last ninety days; of some the truth is known, and each is
/// judged by three of forty honest raters, who are wrong one time in ten. Half of these raters have a standing from elsewhere.
/// </summary>
/// <param name="known">Findings per agent of which the truth is known.</param>
/// <param name="withStanding">Honest raters that have a standing.</param>
internal sealed class Population(int seed, int known, int withStanding)
{
    public const int Agents = 100;
    public const int Findings = 60;
    public const int Honest = 40;

    /// <summary>A fifth of all raters.</summary>
    public const int Ring = 10;

    private const int JudgesPerFinding = 3;
    private const double Least = 0.30;
    private const double Most = 0.95;

    private readonly Random _random = new(seed);
    private readonly List<Judgement[]> _evidence = [];
    private readonly List<int> _scores = [];

    /// <summary>The same chance for each attack, whichever were tried before.</summary>
    public Random NewChance() => new(seed);

    public static Population Of(int seed, int known, int withStanding)
    {
        var population = new Population(seed, known, withStanding);
        for (var agent = 0; agent < Agents; agent++)
        {
            population.Add(Least + ((Most - Least) * agent / (Agents - 1)));
        }

        return population;
    }

    public static string Finding(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many places of a hundred an agent gains (or, below zero, loses) when these judgements are added.</summary>
    public int PlacesGained(int agent, IEnumerable<Judgement> attack) => Place(agent, _scores[agent]) - Place(agent, Evidence.Score([.. _evidence[agent], .. attack]).BasisPoints);

    public int ScoreOf(int agent) => _scores[agent];

    /// <summary>What an agent's next version would start with.</summary>
    public int ScoreOfNextVersion(int agent) => Evidence.Score(_evidence[agent], "2.0").BasisPoints;

    /// <summary>Spearman's, of score and true accuracy; agents are numbered by the latter.</summary>
    public double RankCorrelation()
    {
        var squares = Enumerable.Range(0, Agents).OrderBy(a => _scores[a]).Index().Sum(r => Math.Pow(r.Index - r.Item, 2));
        return 1 - (6 * squares / (Agents * ((Agents * Agents) - 1.0)));
    }

    public bool IsKnown(int finding) => finding < known;

    public bool Truth(int agent, int finding) => _evidence[agent].First(j => j.Subject == Finding(finding) && j.IsTruth).IsCorrect;

    private int Place(int agent, int score) => _scores.Where((other, i) => i != agent && other > score).Count();

    private void Add(double accuracy)
    {
        var judgements = new List<Judgement>();
        for (var finding = 0; finding < Findings; finding++)
        {
            var (isCorrect, age) = (_random.NextDouble() < accuracy, _random.NextDouble() * 90);
            if (IsKnown(finding))
            {
                judgements.Add(Evidence.Truth(Finding(finding), isCorrect, age));
            }

            var first = _random.Next(Honest);
            for (var judge = 0; judge < JudgesPerFinding; judge++)
            {
                var rater = (first + (judge * 13)) % Honest;
                judgements.Add(Evidence.Opinion($"honest {rater}", Finding(finding), isCorrect ^ (_random.Next(10) == 0), age, standing: rater < withStanding ? 9_000 : null));
            }
        }

        _evidence.Add([.. judgements]);
        _scores.Add(Evidence.Score(judgements).BasisPoints);
    }
}
