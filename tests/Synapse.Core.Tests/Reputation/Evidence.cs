using System.Globalization;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reputation;

namespace Synapse.Core.Tests.Reputation;

/// <summary>Judgements and states for examples.</summary>
internal static class Evidence
{
    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static Capability Skill { get; } = new(Category.Security, "csharp");

    public static ReputationPolicy Policy => ReputationPolicy.Default;

    public static Judgement Opinion(string rater, string subject, bool isCorrect, double daysAgo = 0, string? owner = null, int? standing = null, string version = "1.0") => new(
        version, Skill, EvidenceSource.Person, isCorrect, subject, new Rater(rater, owner ?? rater, standing is { } s ? new Confidence(s) : null), new Confidence(8_000), Now.AddDays(-daysAgo));

    public static Judgement Truth(string subject, bool isCorrect, double daysAgo = 0, string version = "1.0", int stated = 8_000) => new(
        version, Skill, EvidenceSource.SeededDefect, isCorrect, subject, new Rater("seeds", "platform"), new Confidence(stated), Now.AddDays(-daysAgo));

    /// <summary>Known outcomes of so many different subjects.</summary>
    public static IEnumerable<Judgement> Truths(int correct, int wrong, double daysAgo = 0, string version = "1.0") =>
        Enumerable.Range(0, correct + wrong).Select(i => Truth($"defect {version} {i}", i < correct, daysAgo, version));

    /// <summary>The state that holds these judgements and nothing else.</summary>
    public static ReputationState State(IEnumerable<Judgement> judgements) => new(
        [],
        judgements.GroupBy(j => j.Version).Select(g => VersionRecord.New(g.Key) with
        {
            Skills = [SkillRecord.New(Skill) with { Rows = g.Select((j, i) => new EvidenceRow(i.ToString(CultureInfo.InvariantCulture), j)).ToValueList() }],
        }).ToValueList(),
        []);

    public static ReputationScore Score(ReputationState state, string version = "1.0") => ReputationScore.Of(state, version, Skill, Now, Policy);

    public static ReputationScore Score(IEnumerable<Judgement> judgements, string version = "1.0") => Score(State(judgements), version);

    public static Decision<ReputationEvent, ReputationReply> Decide(ReputationState state, ReputationCommand command, string commandId, DateTimeOffset? now = null) =>
        ReputationDecider.Decide(state, command, new Facts(now ?? Now, "tester", commandId));

    /// <summary>Sends commands, which must all be accepted.</summary>
    public static ReputationState After(ReputationState state, params IEnumerable<ReputationCommand> commands)
    {
        foreach (var (i, command) in commands.Index())
        {
            var decision = Decide(state, command, $"{command.GetType().Name} {state.Versions.Count} {i}");
            Assert.Null(decision.Refusal);
            state = decision.Events.Aggregate(state, ReputationState.Evolve);
        }

        return state;
    }
}
