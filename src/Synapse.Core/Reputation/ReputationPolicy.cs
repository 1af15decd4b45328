namespace Synapse.Core.Reputation;

/// <summary>How evidence becomes a score.</summary>
/// <param name="HalfLife">The age at which a judgement counts half. Default 90 days.</param>
/// <param name="Period">One judgement per rater and subject counts in each such stretch of time, counted from the year 1. Default 30 days.</param>
/// <param name="LowerBoundBasisPoints">The quantile of the posterior that is the score. Default 500: the true accuracy is higher with a probability of 95 %.</param>
/// <param name="InheritedBasisPoints">The share of the evidence of the version before that a version starts with. Default 5,000.</param>
/// <param name="RaterShareBasisPoints">The most that one rater's opinions weigh, as a share of all evidence before this cap, when there are enough others. Default 1,000.</param>
/// <param name="UnprovenBasisPoints">
/// What raters without a record may weigh together, as a share of known truth and the opinions of the others. Default 1,000.
/// </param>
/// <param name="UnprovenFloor">Millionths of an outcome that they may weigh in any case, so that a new team is heard. Default 5 outcomes.</param>
/// <param name="GateEvidence">Millionths of an outcome without which an agent gets no work of high severity. Default 5 outcomes.</param>
/// <param name="StepBasisPoints">A score that moved by less is not worth a signal. Default 200.</param>
public sealed record ReputationPolicy(
    TimeSpan HalfLife,
    TimeSpan Period,
    int LowerBoundBasisPoints = 500,
    int InheritedBasisPoints = 5_000,
    int RaterShareBasisPoints = 1_000,
    int UnprovenBasisPoints = 1_000,
    long UnprovenFloor = 5 * Tally.One,
    long GateEvidence = 5 * Tally.One,
    int StepBasisPoints = 200)
{
    /// <summary>
    /// What is believed of an agent of whom nothing is known: Beta(1/4, 1). Its 5 % quantile is 0.05^4 = 0.000006, 0 basis points, which is the least
    /// score there is. So a new identity is never better than an old one, however bad, and yet the order among bad ones is kept.
    /// </summary>
    public static Tally Prior => new(Tally.One / 4, Tally.One);

    public static ReputationPolicy Default { get; } = new(TimeSpan.FromDays(90), TimeSpan.FromDays(30));

    public long PeriodOf(DateTimeOffset at) => at.UtcTicks / Period.Ticks;
}
