namespace Synapse.Core.Reputation;

/// <summary>The rules of form of what is said of an agent: each gives what is wrong, or null.</summary>
internal static class ReputationRules
{
    public static string? Problem(Judgement judgement, DateTimeOffset now) =>
        Problem(judgement.Version, "a version") ?? Problem(judgement.Skill.Language, "a language") ?? Problem(judgement.Subject, "a subject") ?? Problem(judgement.Rater) ?? Problem(judgement.At, now);

    public static string? Problem(Rating rating, DateTimeOffset now) =>
        rating.Stars is < 1 or > RatingRecord.MaxStars
            ? $"a rating is 1 to {RatingRecord.MaxStars} stars, not {rating.Stars}"
            : Problem(rating.Version, "a version") ?? Problem(rating.Subject, "a subject") ?? Problem(rating.Rater) ?? Problem(rating.At, now);

    public static string? Problem(ReputationCommand.RecordService command, DateTimeOffset now) =>
        command.ResponseMilliseconds < 0 || command.CostMicroCredits < 0
            ? "response time and cost are not negative"
            : Problem(command.Version, "a version") ?? Problem(command.At, now);

    public static string? Problem(string text, string what) =>
        text.Length is > 0 and <= ReputationLimits.MaxTextLength ? null : $"{what} has 1 to {ReputationLimits.MaxTextLength} characters, not {text.Length}";

    private static string? Problem(Rater rater) =>
        Problem(rater.Id, "a rater") ?? (rater.Owner.Length == 0 ? "a rater has an owner: for a person who answers to nobody here, it is that person" : Problem(rater.Owner, "an owner"));

    private static string? Problem(DateTimeOffset at, DateTimeOffset now) =>
        at > now + ReputationLimits.MaxAhead ? $"{at:u} is in the future; say when it was judged" : null;
}
