using Synapse.Core.Kernel;

namespace Synapse.Core.Reputation;

/// <summary>Decides reputation commands: pure, so that a replay decides the same again.</summary>
public static class ReputationDecider
{
    private static ReputationPolicy Policy => ReputationPolicy.Default;

    public static Decision<ReputationEvent, ReputationReply> Decide(ReputationState state, ReputationCommand command, Facts facts) => command switch
    {
        ReputationCommand.Judge c => Judge(state, c.Judgement, facts),
        ReputationCommand.RecordService c => Serve(state, c, facts),
        ReputationCommand.Rate c => Rate(state, c.Rating, facts),
        ReputationCommand.SetOwner c => SetOwner(state, c.Owner, facts),
        ReputationCommand.Observe => Accept(new ReputationReply(state.Versions.Select(v => StandingOf(state, v, facts.Now)).ToValueList(), null)),
        ReputationCommand.Explain c => Accept(new ReputationReply([], ReputationExplanation.Of(state, c.Version, c.Skill, facts.Now, Policy))),
        _ => Refuse(RefusalCode.Invalid, "this command is not known to a reputation"),
    };

    private static Decision<ReputationEvent, ReputationReply> Judge(ReputationState state, Judgement judgement, Facts facts)
    {
        var skill = state.Find(judgement.Version)?.Find(judgement.Skill);
        var earlier = skill?.Rows.FirstOrDefault(r => IsSame(r.Judgement, judgement));
        if (skill?.Rows.Any(r => r.Id == facts.CommandId) == true)
        {
            return Accept(ReputationReply.Noted);
        }

        if (ReputationRules.Problem(judgement, facts.Now) is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        if (Standing(state, judgement.Version, judgement.Rater.Owner) is { } refusal)
        {
            return Refuse(refusal);
        }

        if (earlier is not null && earlier.Judgement.At >= judgement.At)
        {
            return Refuse(RefusalCode.Conflict, "this rater has judged this subject in this period already, at this instant or later; only a later judgement takes its place");
        }

        if (skill is null && state.Find(judgement.Version)?.Skills.Count >= ReputationLimits.MaxSkills)
        {
            return Refuse(RefusalCode.TooLarge, $"a version has at most {ReputationLimits.MaxSkills} skills; judge one of them");
        }

        var folding = skill is null ? null : FoldingFor(skill, earlier, judgement, state, facts.Now);
        if (judgement.At <= (folding?.Folded ?? skill?.Folded)?.Horizon)
        {
            return Refuse(RefusalCode.WrongState, $"this is older than the {ReputationLimits.RowsAfterFolding} newest judgements of this skill, which alone are kept one by one; it cannot be told whether it counts already");
        }

        if (skill?.Rows.Count - (earlier is null ? 0 : 1) - (folding?.Ids.Count ?? 0) >= ReputationLimits.MaxRows)
        {
            return Refuse(RefusalCode.TooLarge, "there are too many judgements of this subject; judge another one");
        }

        return Accept(
            ReputationReply.Noted,
            WithMove(state, judgement, facts, [.. Room(state, judgement.Version, facts), new ReputationEvent.Judged(judgement, facts.CommandId, earlier?.Id ?? "", folding, facts.Now)]));
    }

    /// <summary>Adds what the outside is told when the score moves far enough.</summary>
    private static ReputationEvent[] WithMove(ReputationState state, Judgement judgement, Facts facts, ReputationEvent[] events)
    {
        var after = events.Aggregate(state, ReputationState.Evolve);
        var before = after.Find(judgement.Version)!.Find(judgement.Skill)!.Published;
        var score = ReputationScore.Of(after, judgement.Version, judgement.Skill, facts.Now, Policy).BasisPoints;
        return Math.Abs(score - before) >= Policy.StepBasisPoints ? [.. events, new ReputationEvent.Moved(judgement.Version, judgement.Skill, before, score, facts.Now)] : events;
    }

    /// <summary>When the rows are full, the subjects that were quiet longest are folded; never the one at hand.</summary>
    private static Folding? FoldingFor(SkillRecord skill, EvidenceRow? earlier, Judgement judgement, ReputationState state, DateTimeOffset now)
    {
        if (earlier is not null || skill.Rows.Count < ReputationLimits.MaxRows)
        {
            return null;
        }

        var leaving = new List<EvidenceRow>();
        foreach (var subject in skill.Rows
            .Where(r => r.Judgement.Subject != judgement.Subject)
            .GroupBy(r => r.Judgement.Subject, StringComparer.Ordinal)
            .OrderBy(g => g.Max(r => r.Judgement.At)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .TakeWhile(_ => skill.Rows.Count - leaving.Count > ReputationLimits.RowsAfterFolding))
        {
            leaving.AddRange(subject);
        }

        return leaving.Count == 0 ? null : new Folding(leaving.Select(r => r.Id).ToValueList(), SkillEvidence.Fold(skill, leaving.ToValueList(), state, now, Policy));
    }

    private static bool IsSame(Judgement left, Judgement right) =>
        left.Rater.Id == right.Rater.Id && left.Subject == right.Subject && left.IsTruth == right.IsTruth && Policy.PeriodOf(left.At) == Policy.PeriodOf(right.At);

    private static Decision<ReputationEvent, ReputationReply> Serve(ReputationState state, ReputationCommand.RecordService command, Facts facts)
    {
        var service = state.Find(command.Version)?.Service ?? ServiceRecord.None;
        if (service.Rows.Any(r => r.Id == facts.CommandId))
        {
            return Accept(ReputationReply.Noted);
        }

        if (ReputationRules.Problem(command, facts.Now) is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        if (Standing(state, command.Version, "") is { } refusal)
        {
            return Refuse(refusal);
        }

        if (command.At <= service.Horizon || (service.Rows.Count >= ReputationLimits.MaxServiceRows && command.At <= service.Rows.Min(r => r.At)))
        {
            return Refuse(RefusalCode.WrongState, TooOld("pieces of work", ReputationLimits.MaxServiceRows));
        }

        var row = new ServiceRow(facts.CommandId, command.ResponseMilliseconds, command.CostMicroCredits, command.At);
        return Accept(ReputationReply.Noted, [.. Room(state, command.Version, facts), new ReputationEvent.Served(command.Version, row, facts.Now)]);
    }

    private static Decision<ReputationEvent, ReputationReply> Rate(ReputationState state, Rating rating, Facts facts)
    {
        var ratings = state.Find(rating.Version)?.Ratings ?? RatingRecord.None;
        if (ratings.Rows.Any(r => r.Id == facts.CommandId))
        {
            return Accept(ReputationReply.Noted);
        }

        if (ReputationRules.Problem(rating, facts.Now) is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        if (Standing(state, rating.Version, rating.Rater.Owner) is { } refusal)
        {
            return Refuse(refusal);
        }

        var earlier = ratings.Rows.FirstOrDefault(r => r.Rating.Rater.Id == rating.Rater.Id && r.Rating.Subject == rating.Subject && Policy.PeriodOf(r.Rating.At) == Policy.PeriodOf(rating.At));
        if (earlier is not null && earlier.Rating.At >= rating.At)
        {
            return Refuse(RefusalCode.Conflict, "this rater has rated this subject in this period already, at this instant or later; only a later rating takes its place");
        }

        if (rating.At <= ratings.Horizon || (earlier is null && ratings.Rows.Count >= ReputationLimits.MaxRatingRows && rating.At <= ratings.Rows.Min(r => r.Rating.At)))
        {
            return Refuse(RefusalCode.WrongState, TooOld("ratings", ReputationLimits.MaxRatingRows));
        }

        return Accept(ReputationReply.Noted, [.. Room(state, rating.Version, facts), new ReputationEvent.Rated(rating, facts.CommandId, earlier?.Id ?? "", facts.Now)]);
    }

    private static Decision<ReputationEvent, ReputationReply> SetOwner(ReputationState state, string owner, Facts facts)
    {
        if (state.Owners.Any(o => o.CommandId == facts.CommandId) || (state.Owners.Count > 0 && state.Owners[^1].Owner == owner))
        {
            return Accept(ReputationReply.Noted);
        }

        if (ReputationRules.Problem(owner, "an owner") is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        return state.Owners.Count < ReputationLimits.MaxOwners
            ? Accept(ReputationReply.Noted, new ReputationEvent.OwnerSet(new Ownership(owner, facts.CommandId, facts.Now), facts.Now))
            : Refuse(RefusalCode.TooLarge, $"an agent has at most {ReputationLimits.MaxOwners} owners one after another; register it anew");
    }

    /// <summary>Why something cannot be said of a version, or by an owner's rater; null when it can.</summary>
    private static Refusal? Standing(ReputationState state, string version, string owner)
    {
        if (state.IsOwner(owner))
        {
            return new Refusal(RefusalCode.Invalid, $"'{owner}' owns this agent or did so; only what independent parties say counts");
        }

        if (state.Retired.Contains(version))
        {
            return new Refusal(RefusalCode.WrongState, $"version '{version}' is retired: {ReputationLimits.MaxVersions} newer ones have a record; judge one of these");
        }

        return state.Find(version) is null && state.Versions.Count >= ReputationLimits.MaxVersions && state.Retired.Count >= ReputationLimits.MaxRetired
            ? new Refusal(RefusalCode.TooLarge, $"an agent has at most {ReputationLimits.MaxRetired} versions; register it anew")
            : null;
    }

    private static ReputationEvent[] Room(ReputationState state, string version, Facts facts) =>
        state.Find(version) is null && state.Versions.Count >= ReputationLimits.MaxVersions ? [new ReputationEvent.VersionRetired(state.Versions[0].Version, facts.Now)] : [];

    private static VersionStanding StandingOf(ReputationState state, VersionRecord version, DateTimeOffset now)
    {
        var skills = version.Skills.Select(s => (s.Skill, Score: ReputationScore.Of(state, version.Version, s.Skill, now, Policy)));
        return new VersionStanding(
            version.Version,
            skills.Select(s => new SkillStanding(s.Skill, s.Score, ReputationGate.MayTake(s.Score, ReputationGate.From, Policy))).ToValueList(),
            Calibration.Of(version, state, now, Policy),
            version.Service,
            version.Ratings.Folded.Select((count, i) => count + version.Ratings.Rows.Count(r => r.Rating.Stars == i + 1 && !state.IsOwner(r.Rating.Rater.Owner))).ToValueList());
    }

    private static string TooOld(string what, int limit) => $"this is older than the {limit} newest {what}, which alone are kept one by one; it cannot be told whether it counts already";

    private static Decision<ReputationEvent, ReputationReply> Accept(ReputationReply reply, params ReadOnlySpan<ReputationEvent> events) => Decision.Accept(reply, events);

    private static Decision<ReputationEvent, ReputationReply> Refuse(RefusalCode code, string message) => Decision.Refuse<ReputationEvent, ReputationReply>(code, message);

    private static Decision<ReputationEvent, ReputationReply> Refuse(Refusal refusal) => Refuse(refusal.Code, refusal.Message);
}
