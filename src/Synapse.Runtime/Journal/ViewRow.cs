namespace Synapse.Runtime.Journal;

/// <summary>
/// A row of a read model. It belongs to one stream and is committed with the stream's events; a row of the same type and ordinal is
/// replaced. Texts are well-formed and hold no NUL, so that every database gives back what it was given. The row types are those of
/// this project, so that every store knows them all.
/// </summary>
public abstract record ViewRow
{
    private protected ViewRow()
    {
    }

    /// <summary>Tells the rows of one type and stream apart.</summary>
    public abstract int Ordinal { get; init; }

    /// <summary>About how many bytes it takes to send.</summary>
    public virtual int Bytes => 256;

    /// <summary>The text as it may stand in a row: NUL and halves of surrogate pairs give way to U+FFFD.</summary>
    public static string Plain(string text)
    {
        foreach (var c in text)
        {
            if (c == '\0' || char.IsSurrogate(c))
            {
                return string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? "\uFFFD" : r.ToString()));
            }
        }

        return text;
    }
}
