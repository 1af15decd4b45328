namespace Synapse.Core.Reputation;

/// <summary>How content somebody is with an agent's work on one subject.</summary>
/// <param name="Stars">1 to 5.</param>
public sealed record Rating(string Version, Rater Rater, string Subject, int Stars, DateTimeOffset At);

/// <param name="Id">Of the command that brought it.</param>
public sealed record RatingRow(string Id, Rating Rating);

/// <summary>Ratings of one version. They are an impression and never enter the score.</summary>
/// <param name="Folded">How often 1, 2, ... 5 stars were given in ratings whose rows are gone.</param>
/// <param name="Horizon">Ratings up to this instant are not taken any more: they may be counted already.</param>
public sealed record RatingRecord(ValueList<RatingRow> Rows, ValueList<long> Folded, DateTimeOffset Horizon)
{
    public const int MaxStars = 5;

    public static RatingRecord None { get; } = new([], [0, 0, 0, 0, 0], default);

    internal RatingRecord With(RatingRow row, string replaces)
    {
        var after = this with { Rows = Rows.Where(r => r.Id != replaces).Append(row).ToValueList() };
        if (after.Rows.Count <= ReputationLimits.MaxRatingRows)
        {
            return after;
        }

        var oldest = after.Rows.MinBy(r => r.Rating.At)!;
        return new RatingRecord(
            after.Rows.Where(r => r.Id != oldest.Id).ToValueList(),
            Folded.Select((count, i) => i + 1 == oldest.Rating.Stars ? count + 1 : count).ToValueList(),
            oldest.Rating.At);
    }
}
