using System.Globalization;

namespace Synapse.Cli.Commands.Reviews;

/// <summary>Instants as people write them on a command line, and as they are shown to them.</summary>
internal static class InstantText
{
    public const string Help = "a date, a date and time (UTC unless it says otherwise), or how long ago: 7d, 12h, 30m";

    private const int MaxAgoDigits = 6;

    /// <summary>Null when it is none of <see cref="Help"/>.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        if (text.Length is > 1 and <= MaxAgoDigits + 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return text[^1] switch
            {
                'd' => now - TimeSpan.FromDays(Math.Min(number, (now - DateTimeOffset.MinValue).Days)),
                'h' => now - TimeSpan.FromHours(number),
                'm' => now - TimeSpan.FromMinutes(number),
                _ => null,
            };
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
