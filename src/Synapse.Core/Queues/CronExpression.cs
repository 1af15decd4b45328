using System.Globalization;

namespace Synapse.Core.Queues;

/// <summary>
/// A cron expression as POSIX crontab has it: minute, hour, day of month, month and day of week, in UTC, with lists, ranges, steps and English names. Where
/// both days are given, either will do. <c>@hourly</c>, <c>@daily</c>, <c>@weekly</c>, <c>@monthly</c> and <c>@yearly</c> stand for what they say.
/// </summary>
public sealed class CronExpression
{
    /// <summary>The 29th of February on a given weekday comes within 40 years.</summary>
    private const int MaxYears = 41;

    private static readonly (string Name, int Min, int Max, string[] Names)[] Fields =
    [
        ("minute", 0, 59, []),
        ("hour", 0, 23, []),
        ("day of month", 1, 31, []),
        ("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        ("day of week", 0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    private readonly ulong[] _sets;
    private readonly bool _isEitherDay;

    private CronExpression(ulong[] sets, bool isEitherDay) => (_sets, _isEitherDay) = (sets, isEitherDay);

    /// <summary>The expression, or what is wrong with it.</summary>
    public static (CronExpression? Expression, string? Problem) Parse(string text)
    {
        var parts = Expand(text.Trim()).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            return (null, $"'{text}' has {parts.Length} fields; a cron expression has five: minute, hour, day of month, month, day of week");
        }

        var sets = new ulong[Fields.Length];
        for (var i = 0; i < Fields.Length; i++)
        {
            foreach (var part in parts[i].Split(','))
            {
                if (Read(part, Fields[i]) is not { } set)
                {
                    var (name, min, max, _) = Fields[i];
                    return (null, $"'{part}' in '{text}' is no {name}; use {min} to {max}, a range such as {min}-{max}, * or a step such as */5");
                }

                sets[i] |= set;
            }
        }

        sets[4] |= (sets[4] >> 7) & 1;
        return (new CronExpression(sets, parts[2][0] != '*' && parts[4][0] != '*'), null);
    }

    /// <summary>The first instant after another one, on a full minute; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var utc = after.UtcDateTime;
        var time = new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, 0, DateTimeKind.Utc).AddMinutes(1);
        var last = utc.Year + MaxYears;
        while (time.Year <= last)
        {
            if (!Has(3, time.Month))
            {
                time = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
            }
            else if (!IsDay(time))
            {
                time = time.Date.AddDays(1);
            }
            else if (!Has(1, time.Hour))
            {
                time = time.Date.AddHours(time.Hour + 1);
            }
            else if (!Has(0, time.Minute))
            {
                time = time.AddMinutes(1);
            }
            else
            {
                return new DateTimeOffset(time, TimeSpan.Zero);
            }
        }

        return null;
    }

    private bool IsDay(DateTime time)
    {
        var (ofMonth, ofWeek) = (Has(2, time.Day), Has(4, (int)time.DayOfWeek));
        return _isEitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private bool Has(int field, int value) => ((_sets[field] >> value) & 1) == 1;

    private static string Expand(string text) => text switch
    {
        "@hourly" => "0 * * * *",
        "@daily" or "@midnight" => "0 0 * * *",
        "@weekly" => "0 0 * * 0",
        "@monthly" => "0 0 1 * *",
        "@yearly" or "@annually" => "0 0 1 1 *",
        _ => text,
    };

    private static ulong? Read(string part, (string Name, int Min, int Max, string[] Names) field)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var step = 1;
        if (slash >= 0 && (!int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step is < 1 or > 59))
        {
            return null;
        }

        var range = slash >= 0 ? part[..slash] : part;
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var (from, to) = range == "*" ? (field.Min, field.Max)
            : dash > 0 ? (Number(range[..dash], field), Number(range[(dash + 1)..], field))
            : (Number(range, field), slash >= 0 ? field.Max : Number(range, field));
        if (from is not { } first || to is not { } last || first > last)
        {
            return null;
        }

        var set = 0UL;
        for (var value = first; value <= last; value += step)
        {
            set |= 1UL << value;
        }

        return set;
    }

    private static int? Number(string text, (string Name, int Min, int Max, string[] Names) field) =>
        Array.IndexOf(field.Names, text.ToLowerInvariant()) is >= 0 and var name ? name + (field.Names.Length == 12 ? 1 : 0)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= field.Min && number <= field.Max ? number
        : null;
}
