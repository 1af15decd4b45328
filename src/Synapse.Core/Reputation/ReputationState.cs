using Synapse.Core.Agents;

namespace Synapse.Core.Reputation;

/// <summary>What is known of one version of an agent.</summary>
public sealed record VersionRecord(string Version, ValueList<SkillRecord> Skills, ServiceRecord Service, RatingRecord Ratings)
{
    public static VersionRecord New(string version) => new(version, [], ServiceRecord.None, RatingRecord.None);

    public SkillRecord? Find(Capability skill) => Skills.FirstOrDefault(s => s.Skill == skill);
}

/// <summary>Somebody became the agent's owner.</summary>
public sealed record Ownership(string Owner, string CommandId, DateTimeOffset At);

/// <param name="Owners">All the agent ever had, the present one last. What any of them says of the agent does not count.</param>
/// <param name="Versions">In the order in which they were first heard of.</param>
public sealed record ReputationState(ValueList<Ownership> Owners, ValueList<VersionRecord> Versions, ValueSet<string> Retired)
{
    public static ReputationState Empty { get; } = new([], [], []);

    public VersionRecord? Find(string version) => Versions.FirstOrDefault(v => v.Version == version);

    public bool IsOwner(string owner) => Owners.Any(o => o.Owner == owner);

    /// <summary>Folds one event. Total: an event that does not fit leaves the state as it is.</summary>
    public static ReputationState Evolve(ReputationState state, ReputationEvent @event) => @event switch
    {
        ReputationEvent.OwnerSet e => state with { Owners = state.Owners.Add(e.Ownership) },
        ReputationEvent.Judged e => WithSkill(state, e.Judgement.Version, e.Judgement.Skill, s => s with
        {
            Rows = s.Rows.Where(r => r.Id != e.Replaces && e.Folding?.Ids.Contains(r.Id) != true).Append(new EvidenceRow(e.CommandId, e.Judgement)).ToValueList(),
            Folded = e.Folding?.Folded ?? s.Folded,
        }),
        ReputationEvent.Moved e => WithSkill(state, e.Version, e.Skill, s => s with { Published = e.After }),
        ReputationEvent.Served e => With(state, e.Version, v => v with { Service = v.Service.With(e.Row) }),
        ReputationEvent.Rated e => With(state, e.Rating.Version, v => v with { Ratings = v.Ratings.With(new RatingRow(e.CommandId, e.Rating), e.Replaces) }),
        ReputationEvent.VersionRetired e => state with { Versions = state.Versions.Where(v => v.Version != e.Version).ToValueList(), Retired = state.Retired.With(e.Version) },
        _ => state,
    };

    private static ReputationState With(ReputationState state, string version, Func<VersionRecord, VersionRecord> change) =>
        state.Find(version) is null
            ? state with { Versions = state.Versions.Add(change(VersionRecord.New(version))) }
            : state with { Versions = state.Versions.Select(v => v.Version == version ? change(v) : v).ToValueList() };

    private static ReputationState WithSkill(ReputationState state, string version, Capability skill, Func<SkillRecord, SkillRecord> change) => With(state, version, v =>
        v.Find(skill) is null
            ? v with { Skills = v.Skills.Add(change(SkillRecord.New(skill))) }
            : v with { Skills = v.Skills.Select(s => s.Skill == skill ? change(s) : s).ToValueList() });
}
