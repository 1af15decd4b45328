namespace Synapse.Analysis.Backtracking;

/// <summary>Characters as a set: the 128 of ASCII one by one, all others as one.</summary>
internal readonly record struct CharSet(ulong Low, ulong High, bool Others)
{
    public static CharSet Any { get; } = new(ulong.MaxValue, ulong.MaxValue, true);

    public static CharSet Digits { get; } = Range('0', '9');

    public static CharSet Words { get; } = Range('a', 'z') | Range('A', 'Z') | Digits | Of('_');

    public static CharSet Spaces { get; } = Of(' ') | Of('\t') | Of('\n') | Of('\r') | Of('\f') | Of('\v');

    public static CharSet Of(char c) => c < 64 ? new(1UL << c, 0, false) : c < 128 ? new(0, 1UL << (c - 64), false) : new(0, 0, true);

    public static CharSet Range(char from, char to)
    {
        var set = new CharSet(0, 0, to > 127);
        for (var c = from; c <= to && c < 128; c++)
        {
            set |= Of(c);
        }

        return set;
    }

    public static CharSet operator |(CharSet a, CharSet b) => new(a.Low | b.Low, a.High | b.High, a.Others || b.Others);

    public static CharSet operator ~(CharSet a) => new(~a.Low, ~a.High, !a.Others);

    public bool Overlaps(CharSet other) => (Low & other.Low) != 0 || (High & other.High) != 0 || (Others && other.Others);

    /// <summary>Both cases of every letter in it.</summary>
    public CharSet AnyCase()
    {
        var set = this;
        for (var c = 'a'; c <= 'z'; c++)
        {
            var both = Of(c) | Of(char.ToUpperInvariant(c));
            set = Overlaps(both) ? set | both : set;
        }

        return set;
    }
}
