using Synapse.Core.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Budgets;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Languages;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;

namespace Synapse.Core.Reviews;

/// <summary>What a review tells the ledger, the market, breakers and reputations.</summary>
internal static class ReviewTells
{
    public static IReadOnlyList<Effect> Of(AggregateId id, ReviewState state, ReviewEvent @event) => @event switch
    {
        ReviewEvent.Assigned when state.Plan?.Market is { } market => [new Tell(id with { Kind = MarketAggregate.Kind, Id = market.Market }, new MarketCommand.RecordMatch(market.Outcome))],
        ReviewEvent.Reported e => [.. Called(id, state, e.Report.Specialist, CallOutcome.Success, e.At), .. Served(id, state, e)],
        ReviewEvent.SpecialistFailed e => Called(id, state, e.Specialist, CallOutcome.TransientFailure, e.At),
        ReviewEvent.SpecialistTimedOut e => Called(id, state, e.Specialist, CallOutcome.TransientFailure, e.At),
        ReviewEvent.Summarised or ReviewEvent.Cancelled when state.Plan?.Market?.Reservation is { } reservation =>
            [new Tell(BudgetAggregate.IdOf(id.Tenant), new BudgetCommand.Settle(reservation, state.Charges()))],
        ReviewEvent.FindingAnswered e => Judged(id, state, e),
        _ => [],
    };

    private static IReadOnlyList<Effect> Called(AggregateId id, ReviewState state, string specialist, CallOutcome outcome, DateTimeOffset at) =>
        state.PlannedOf(specialist) is { Contract: { } contract } planned
            ? [new Tell(id with { Kind = BreakerAggregate.Kind, Id = specialist }, new BreakerCommand.Report(planned.Version, contract.Permit, outcome, 1, at))]
            : [];

    private static IReadOnlyList<Effect> Served(AggregateId id, ReviewState state, ReviewEvent.Reported e) =>
        state.PlannedOf(e.Report.Specialist) is { Contract: not null } planned
            ? [new Tell(id with { Kind = ReputationAggregate.Kind, Id = planned.Id }, new ReputationCommand.RecordService(planned.Version, e.Report.DurationMilliseconds, e.Report.CostMicroCredits, e.At))]
            : [];

    /// <summary>A finding that is right and left as it is says nothing against its agent, and nothing that would not have been said of an accepted one.</summary>
    private static IReadOnlyList<Effect> Judged(AggregateId id, ReviewState state, ReviewEvent.FindingAnswered e)
    {
        var answer = e.Answer;
        if (answer.Kind == FindingAnswerKind.WontFix || Find(state, answer.Fingerprint) is not { } finding || state.PlannedOf(finding.Specialist) is not { } planned)
        {
            return [];
        }

        var skill = new Capability(finding.Category, SourceLanguages.Of(finding.Location.Path));
        var judgement = new Judgement(
            planned.Version, skill, EvidenceSource.Person, answer.Kind == FindingAnswerKind.Accepted, answer.Fingerprint, new Rater(answer.Actor, answer.Actor), finding.Confidence, e.At);
        return [new Tell(id with { Kind = ReputationAggregate.Kind, Id = planned.Id }, new ReputationCommand.Judge(judgement))];
    }

    private static Finding? Find(ReviewState state, string fingerprint) =>
        state.Verdict is { } verdict ? verdict.Findings.Concat(verdict.Suppressed).FirstOrDefault(f => f.Fingerprint.Primary == fingerprint) : null;
}
