using System.Globalization;

namespace Synapse.Cli.Commands.Reviews;

/// <summary>Instants as people write them on a command line, and as they are shown to them.</summary>
internal static class InstantText
{
    public const string Help = "a date, a date and time (UTC unless it says otherwise), or how long ago: 7d, 12h, 30m";

    public const string AheadHelp = "a date, a date and time (UTC unless it says otherwise), or how long from now: 7d, 12h, 30m";

    private const int MaxDigits = 6;

    /// <summary>Null when it is none of <see cref="Help"/>.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now) =>
        Duration(text) is { } ago ? now - TimeSpan.FromTicks(Math.Min(ago.Ticks, now.UtcTicks)) : Instant(text);

    /// <summary>Null when it is none of <see cref="AheadHelp"/>.</summary>
    public static DateTimeOffset? ReadAhead(string text, DateTimeOffset now) =>
        Duration(text) is { } ahead ? now + TimeSpan.FromTicks(Math.Min(ahead.Ticks, (DateTimeOffset.MaxValue - now).Ticks)) : Instant(text);

    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static TimeSpan? Duration(string text) =>
        text.Length is > 1 and <= MaxDigits + 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch
            {
                'd' => TimeSpan.FromDays(number),
                'h' => TimeSpan.FromHours(number),
                'm' => TimeSpan.FromMinutes(number),
                _ => null,
            }
            : null;

    private static DateTimeOffset? Instant(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
