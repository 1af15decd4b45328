namespace Synapse.Analysis.Rules;

/// <summary>Shannon entropy per character in bits, -sum p log2 p over the characters of the text (Shannon 1948).</summary>
internal static class Entropy
{
    public static bool Reaches(ReadOnlySpan<char> text, double bits) => bits <= 0 || Of(text) >= bits;

    public static double Of(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        Span<int> counts = stackalloc int[128];
        var other = 0;
        foreach (var c in text)
        {
            if (c < 128)
            {
                counts[c]++;
            }
            else
            {
                other++;
            }
        }

        var sum = Term(other, text.Length);
        foreach (var count in counts)
        {
            sum += Term(count, text.Length);
        }

        return sum;
    }

    private static double Term(int count, int length)
    {
        if (count == 0)
        {
            return 0;
        }

        var share = count / (double)length;
        return -share * Math.Log2(share);
    }
}
