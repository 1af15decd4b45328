namespace Synapse.Analysis.Changes;

/// <summary>
/// Reads the lines of one hunk. Lines belong to it for as long as they start with a marker, whatever the header's counts say: a
/// hostile or hand-edited header must not hide code. The counts only settle what the markers leave open: whether <c>--- x</c> is a
/// removed line or the next file, <c>-- </c> a removed line or a mail's signature, an empty line a context line or the end.
/// </summary>
internal sealed class HunkReader(DiffLines lines, ChangeLimits limits)
{
    private readonly List<DiffLine> _lines = [];
    private int[] _old = [];
    private int[] _oldLeft = [];
    private int _new;
    private int _newLeft;
    private int _kept;

    /// <summary>Lines left out because of <see cref="ChangeLimits.MaxLines"/>.</summary>
    public int DroppedLines { get; private set; }

    private bool IsExhausted => _newLeft <= 0 && !_oldLeft.AsSpan().ContainsAnyInRange(1, int.MaxValue);

    /// <param name="keep">False when the file is beyond the limit: its lines are passed over.</param>
    /// <returns>The position of the first line that is not part of the hunk.</returns>
    public int Read(int position, HunkHeader header, FileHeader file, bool keep)
    {
        _lines.Clear();
        _old = [.. header.Old.Select(r => Math.Max(1, r.Start))];
        _oldLeft = [.. header.Old.Select(r => r.Count)];
        (_new, _newLeft) = (Math.Max(1, header.New.Start), header.New.Count);
        while (lines.TryRead(position, out var line))
        {
            var text = lines.Span(line);
            if (text.IsEmpty)
            {
                if (!TryEmptyLines(ref position, file, keep))
                {
                    break;
                }

                continue;
            }

            if (text[0] is ' ' or '+' or '-')
            {
                if (text[0] == '-' && EndsBefore(line, text))
                {
                    break;
                }

                Add(line, file, keep);
            }
            else if (text[0] != '\\')
            {
                // A line broken by a mailer, or an end that the header did not announce.
                if (IsExhausted || DiffBoundary.IsAt(lines, line))
                {
                    break;
                }

                file.StrayLines++;
            }

            position = line.Next;
        }

        if (keep && file.Hunks.Count >= limits.MaxFileLines)
        {
            // Only empty hunks can get here in such numbers.
            file.DroppedLines++;
        }
        else if (keep)
        {
            file.Hunks.Add(new Hunk(header.Old[0].Start, header.New.Start, header.Heading, [.. _lines]));
        }

        return position;
    }

    /// <summary>
    /// A run of empty lines: context lines whose one space a mailer has stripped while the counts ask for them; beyond the counts
    /// only when the hunk demonstrably goes on behind them. Taken as one run, so that looking ahead stays linear.
    /// </summary>
    private bool TryEmptyLines(ref int position, FileHeader file, bool keep)
    {
        var end = position;
        while (lines.TryRead(end, out var blank) && blank.Length == 0)
        {
            end = blank.Next;
        }

        var goesOn = lines.TryRead(end, out var next) && lines.Span(next)[0] is ' ' or '+' or '-' or '\\'
            && !(lines.Span(next)[0] == '-' && EndsBefore(next, lines.Span(next)));
        var start = position;
        while (position < end && lines.TryRead(position, out var line) && (goesOn || (_newLeft > 0 && !_oldLeft.AsSpan().ContainsAnyInRange(int.MinValue, 0))))
        {
            Add(line, file, keep);
            position = line.Next;
        }

        return position > start;
    }

    /// <summary>Whether a line that looks like a removed one begins the next file or the signature of the mail.</summary>
    private bool EndsBefore(InputLine line, ReadOnlySpan<char> text)
    {
        if (_old.Length > 1)
        {
            return false;
        }

        if (text.StartsWith("--- "))
        {
            // Read as text, the pair would be the hunk's last removed and last added line: true only if just these are missing.
            return !(_oldLeft[0] == 1 && _newLeft == 1) && DiffBoundary.IsPathPair(lines, line);
        }

        if (!text.SequenceEqual("-- ") || (_oldLeft[0] == 1 && _newLeft <= 0))
        {
            return false;
        }

        return !lines.TryRead(line.Next, out var next)
            || next.Length == 0
            || lines.Span(next)[0] is not (' ' or '+' or '-' or '\\' or '@');
    }

    private void Add(InputLine line, FileHeader file, bool keep)
    {
        var text = lines.Span(line);
        var columns = 0;
        var isAdded = false;
        var isRemoved = false;
        for (; columns < _old.Length && columns < text.Length && text[columns] is ' ' or '+' or '-'; columns++)
        {
            isAdded |= text[columns] == '+';
            isRemoved |= text[columns] == '-';
        }

        if (columns < _old.Length && columns > 0 && columns < text.Length && text[columns] == '\\')
        {
            return;
        }

        var (oldLine, newLine) = Count(text[..columns], isAdded, isRemoved);
        if (!keep)
        {
            return;
        }

        if (file.Lines >= limits.MaxFileLines)
        {
            file.DroppedLines++;
            return;
        }

        if (_kept >= limits.MaxLines)
        {
            DroppedLines++;
            return;
        }

        _kept++;
        file.Lines++;
        var length = line.Length - columns;
        if (length > limits.MaxLineLength)
        {
            length = limits.MaxLineLength;
            length -= length > 0 && char.IsHighSurrogate(text[columns + length - 1]) ? 1 : 0;
            file.ClippedLines++;
        }

        var kind = isRemoved ? DiffLineKind.Removed : isAdded ? DiffLineKind.Added : DiffLineKind.Context;
        _lines.Add(new DiffLine(kind, oldLine, newLine, lines.Slice(line, columns, length)));
    }

    /// <summary>Moves the line numbers of every parent that has the line, and of the result where it has it.</summary>
    private (int Old, int New) Count(ReadOnlySpan<char> markers, bool isAdded, bool isRemoved)
    {
        var oldLine = 0;
        for (var parent = 0; parent < _old.Length; parent++)
        {
            // The result lacks a removed line: it was in the parents marked '-'. It has any other: it was in the parents not marked '+'.
            var marker = parent < markers.Length ? markers[parent] : ' ';
            if (isRemoved ? marker == '-' : marker != '+')
            {
                oldLine = (isRemoved && oldLine == 0) || (!isAdded && !isRemoved && parent == 0) ? _old[parent] : oldLine;
                _old[parent]++;
                _oldLeft[parent]--;
            }
        }

        if (isRemoved)
        {
            return (oldLine, 0);
        }

        _newLeft--;
        return (oldLine, _new++);
    }
}
