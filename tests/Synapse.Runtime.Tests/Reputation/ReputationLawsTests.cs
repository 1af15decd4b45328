using FsCheck;
using FsCheck.Fluent;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reputation;
using Synapse.Runtime.Json;
using Synapse.Runtime.Reputation;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Reputation;

public sealed class ReputationLawsTests : AggregateLaws<ReputationAggregate, ReputationState, ReputationCommand, ReputationEvent, ReputationReply>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override IEventCodec<ReputationEvent> Events { get; } = new ReputationEventCodec();

    protected override IStateCodec<ReputationState>? States { get; } = new ReputationStateCodec();

    protected override Gen<ReputationCommand> Commands => Gen.Frequency(
        (12, Judgements().Select(j => (ReputationCommand)new ReputationCommand.Judge(j))),
        (3, from rater in Raters() from version in Versions() from stars in Gen.Choose(0, 6) from at in Instants() select (ReputationCommand)new ReputationCommand.Rate(new Rating(version, rater, "f1", stars, at))),
        (3, from version in Versions() from took in Gen.Choose(-1, 9_000) from at in Instants() select (ReputationCommand)new ReputationCommand.RecordService(version, took, took, at)),
        (1, Owners().Select(o => (ReputationCommand)new ReputationCommand.SetOwner(o))),
        (1, Gen.Constant((ReputationCommand)new ReputationCommand.Observe())),
        (2, from version in Versions() from skill in Skills() select (ReputationCommand)new ReputationCommand.Explain(version, skill)));

    [Fact]
    public void No_rater_counts_twice_for_a_subject_in_a_period() => ForAllHistories(history =>
        Assert.All(history.End.Versions.SelectMany(v => v.Skills), skill =>
            Assert.Distinct(skill.Rows.Select(r => (r.Judgement.Rater.Id, r.Judgement.Subject, r.Judgement.IsTruth, ReputationPolicy.Default.PeriodOf(r.Judgement.At))))));

    [Fact]
    public void The_evidence_of_a_score_is_never_more_than_its_subjects() => ForAllHistories(history =>
        Assert.All(history.End.Versions.SelectMany(v => v.Skills), skill =>
        {
            var evidence = SkillEvidence.Of(skill, history.End, history.Steps[^1].Facts.Now, ReputationPolicy.Default);
            Assert.InRange(evidence.Total.Total, 0, (skill.Rows.Select(r => r.Judgement.Subject).Distinct().Count() * Tally.One) + skill.Rows.Count);
        }));

    private static Gen<Judgement> Judgements() =>
        from version in Versions()
        from skill in Skills()
        from source in Gen.Elements(Enum.GetValues<EvidenceSource>())
        from isCorrect in Gen.Elements(true, false)
        from subject in Gen.Choose(0, 5)
        from rater in Raters()
        from stated in Gen.Choose(0, 10_000)
        from at in Instants()
        select new Judgement(version, skill, source, isCorrect, subject == 0 ? "" : $"f{subject}", rater, new Confidence(stated), at);

    /// <summary>Mostly a few, so that they meet; sometimes many, so that old ones retire.</summary>
    private static Gen<string> Versions() => Gen.Frequency((3, Gen.Choose(1, 2)), (2, Gen.Choose(1, 60))).Select(v => $"{v}.0");

    private static Gen<Capability> Skills() =>
        from category in Gen.Elements(Category.Security, Category.Performance)
        from language in Gen.Elements("csharp", "*")
        select new Capability(category, language);

    private static Gen<string> Owners() => Gen.Elements("acme", "zoe", "new");

    private static Gen<Rater> Raters() =>
        from id in Gen.Elements("ann", "bob", "cid")
        from owner in Gen.Elements("ann", "acme", "zoe")
        from standing in Gen.Elements<Confidence?>(null, new Confidence(9_000), new Confidence(4_000))
        select new Rater(id, owner, standing);

    /// <summary>Before, in and after the time in which a history runs.</summary>
    private static Gen<DateTimeOffset> Instants() => Gen.Frequency((5, Gen.Choose(-40, 600)), (1, Gen.Choose(-60 * 86_400, 5_000))).Select(s => Start.AddSeconds(s));
}
