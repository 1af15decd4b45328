using System.Globalization;
using Synapse.Core.Queues;

namespace Synapse.Core.Tests.Queues;

public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("* * * * *", "2026-03-02T08:00:30Z", "2026-03-02T08:01:00Z")]
    [InlineData("*/15 * * * *", "2026-03-02T08:45:00Z", "2026-03-02T09:00:00Z")]
    [InlineData("7/20 * * * *", "2026-03-02T08:10:00Z", "2026-03-02T08:27:00Z")]
    [InlineData("30 9-17 * * mon-fri", "2026-03-06T17:30:00Z", "2026-03-09T09:30:00Z")]
    [InlineData("0 0 1,15 * *", "2026-03-02T00:00:00Z", "2026-03-15T00:00:00Z")]
    [InlineData("0 0 31 * *", "2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z")]
    [InlineData("0 0 29 feb *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 12 13 * fri", "2026-03-01T00:00:00Z", "2026-03-06T12:00:00Z")]
    [InlineData("0 12 */2 * 7", "2026-03-02T13:00:00Z", "2026-03-15T12:00:00Z")]
    [InlineData("59 23 31 dec *", "2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z")]
    [InlineData("@weekly", "2026-03-02T08:00:00Z", "2026-03-08T00:00:00Z")]
    public void The_next_instant_is_found(string cron, string after, string next) => Assert.Equal(Instant(next), CronExpression.Parse(cron).Expression!.Next(Instant(after)));

    [Fact]
    public void A_day_that_never_comes_is_none() => Assert.Null(CronExpression.Parse("0 0 31 feb *").Expression!.Next(QueueScene.Start));

    [Theory]
    [InlineData("* * * *", "five")]
    [InlineData("60 * * * *", "minute")]
    [InlineData("* 24 * * *", "hour")]
    [InlineData("* * 0 * *", "day of month")]
    [InlineData("* * * 13 *", "month")]
    [InlineData("* * * * 8", "day of week")]
    [InlineData("*/0 * * * *", "minute")]
    [InlineData("5-1 * * * *", "minute")]
    [InlineData("1,,2 * * * *", "minute")]
    [InlineData("x * * * *", "minute")]
    public void What_is_wrong_is_named(string cron, string word) => Assert.Contains(word, CronExpression.Parse(cron).Problem!, StringComparison.Ordinal);

    /// <summary>Minute by minute, against the definition.</summary>
    [Theory]
    [InlineData("*/7 3-20/4 * * 1,3")]
    [InlineData("11 5 10-20 6-8 *")]
    [InlineData("0 */6 5 * sat")]
    public void Each_instant_in_a_year_is_found_and_no_other(string cron)
    {
        var expression = CronExpression.Parse(cron).Expression!;
        var (time, end, fields) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), cron.Split(' '));
        var next = expression.Next(time.AddMinutes(-1));
        for (; time < end; time = time.AddMinutes(1))
        {
            var (ofMonth, ofWeek) = (Matches(fields[2], time.Day), Matches(fields[4], (int)time.DayOfWeek));
            var isDay = fields[2] != "*" && fields[4] != "*" ? ofMonth || ofWeek : ofMonth && ofWeek;
            if (Matches(fields[0], time.Minute) && Matches(fields[1], time.Hour) && isDay && Matches(fields[3], time.Month))
            {
                Assert.Equal(time, next);
                next = expression.Next(time);
            }
        }

        Assert.True(next >= end);
    }

    private static bool Matches(string field, int value) => field.Split(',').Any(part =>
    {
        var (range, step) = part.Split('/') is [var r, var s] ? (r, int.Parse(s, CultureInfo.InvariantCulture)) : (part.Split('/')[0], 1);
        var (from, to) = range == "*" ? (0, 59) : range.Split('-') is [var a, var b] ? (Number(a), Number(b)) : (Number(range), Number(range));
        return value >= from && value <= to && (value - from) % step == 0;
    });

    private static int Number(string text) => text == "sat" ? 6 : int.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
