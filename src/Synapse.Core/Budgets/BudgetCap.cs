namespace Synapse.Core.Budgets;

/// <summary>How long a cap counts before it begins anew, in UTC; weeks begin on Monday.</summary>
public enum BudgetPeriod
{
    /// <summary>Never.</summary>
    None,
    Day,
    Week,
    Month,
}

/// <summary>The most that may be spent and reserved together in one scope and period.</summary>
/// <param name="WarnAt">Shares of the limit, in basis points, at which a warning is given, once in each period.</param>
public sealed record BudgetCap(long LimitMicroCredits, BudgetPeriod Period, ValueList<int> WarnAt)
{
    public const long MaxMicroCredits = 1_000_000_000_000_000;

    public const int MaxWarnings = 10;

    public static ValueList<int> UsualWarnings { get; } = [8_000, 10_000];

    /// <summary>The first instant of the period that an instant is in.</summary>
    public static DateTimeOffset StartOf(BudgetPeriod period, DateTimeOffset at)
    {
        var day = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
        return period switch
        {
            BudgetPeriod.Day => day,
            BudgetPeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            BudgetPeriod.Month => day.AddDays(1 - day.Day),
            _ => DateTimeOffset.UnixEpoch,
        };
    }

    /// <summary>The first instant of the period before the one that an instant is in.</summary>
    public static DateTimeOffset StartBefore(BudgetPeriod period, DateTimeOffset at) => StartOf(period, StartOf(period, at).AddTicks(-1));
}
