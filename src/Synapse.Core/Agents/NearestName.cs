namespace Synapse.Core.Agents;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class NearestName
{
    private const int MaxLength = 64;

    /// <summary>The first name with the fewest edits (Levenshtein 1966), or null where none is near enough to be a typo.</summary>
    public static string? Of(string text, IEnumerable<string> names)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        // Two edits let swapped letters through; in the shortest names two edits would match almost anything.
        var best = (text.Length <= 3 ? 1 : Math.Max(2, text.Length / 3)) + 1;
        foreach (var name in names)
        {
            var distance = Distance(text.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < best)
            {
                (nearest, best) = (name, distance);
            }
        }

        return nearest;
    }

    private static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
