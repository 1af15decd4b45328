namespace Synapse.Analysis.Changes;

/// <summary>One line of the input, without its line ending. <paramref name="Next"/> is where the following line starts.</summary>
internal readonly record struct InputLine(int Start, int Length, int Next);

/// <summary>The input as lines, addressed by position, so that looking ahead costs nothing but a scan.</summary>
internal sealed class DiffLines(ReadOnlyMemory<char> text)
{
    public bool IsBlank => text.Span.IsWhiteSpace();

    public bool TryRead(int position, out InputLine line)
    {
        if (position >= text.Length)
        {
            line = new InputLine(position, 0, position);
            return false;
        }

        var rest = text.Span[position..];
        var end = rest.IndexOf('\n');
        var length = end < 0 ? rest.Length : end;
        var next = position + (end < 0 ? length : length + 1);
        if (length > 0 && rest[length - 1] == '\r')
        {
            length--;
        }

        line = new InputLine(position, length, next);
        return true;
    }

    public ReadOnlySpan<char> Span(InputLine line) => text.Span.Slice(line.Start, line.Length);

    public ReadOnlyMemory<char> Slice(InputLine line, int from, int length) => text.Slice(line.Start + from, length);

    public bool StartsWith(int position, string prefix) =>
        position <= text.Length && text.Span[position..].StartsWith(prefix, StringComparison.Ordinal);
}
