namespace Synapse.Analysis.Changes;

/// <summary>Walks over the headers of the input: commits, mails and files. One instance reads one input.</summary>
internal sealed class DiffReader(DiffLines lines, ChangeLimits limits)
{
    /// <summary>Nothing longer is a title or a name.</summary>
    private const int MaxTitleLength = 1000;

    private readonly HunkReader _hunks = new(lines, limits);
    private readonly List<ChangedFile> _files = [];
    private readonly List<ChangeClip> _clips = [];
    private readonly List<ChangeCommit> _commits = [];
    private FileHeader? _file;
    private SubmoduleLine? _submodule;
    private ChangeCommit? _commit;
    private int _skippedFiles;
    private int _skippedCommits;

    /// <summary>Whether anything was recognised at all: a file, a hunk, or a commit that changes nothing.</summary>
    public bool SawDiff { get; private set; }

    private bool IsFull => _files.Count >= limits.MaxFiles;

    public Change Read()
    {
        var position = 0;
        while (lines.TryRead(position, out var line))
        {
            position = ReadLine(line);
        }

        CloseFile();
        if (_skippedFiles > 0)
        {
            _clips.Add(new ChangeClip("", nameof(ChangeLimits.MaxFiles), $"{_skippedFiles} files beyond the first {limits.MaxFiles} were not read."));
        }

        Clip("", _skippedCommits, nameof(ChangeLimits.MaxCommits), $"commits beyond the first {limits.MaxCommits} are not listed.");
        Clip("", _hunks.DroppedLines, nameof(ChangeLimits.MaxLines), $"lines beyond the first {limits.MaxLines} of all files were not read.");
        var first = _commits.Count > 0 ? _commits[0] : new ChangeCommit("", "", "");
        var head = _commits.Count == 1 && _skippedCommits == 0 ? first.Id : "";
        return new Change(first.Title, first.Author, "", head, _files, _clips) { Commits = _commits };
    }

    /// <returns>The position behind what was read.</returns>
    private int ReadLine(InputLine line)
    {
        var text = lines.Span(line);
        if (text.IsEmpty)
        {
            return line.Next;
        }

        switch (text[0])
        {
            case '@' when HunkHeader.TryParse(text) is { } hunk:
                return ReadHunk(line, hunk);
            case 'd' when text.StartsWith("diff "):
                OpenDiff(text);
                return line.Next;
            case '-' when lines.StartsWith(line.Start, "--- "):
                return ReadPaths(line);
            case '+' when text.StartsWith("+++ ") && _file is { HasPaths: false, Hunks.Count: 0 }:
                _file.SetPlus(text["+++ ".Length..]);
                return line.Next;
            case 'c' when DiffBoundary.IsCommit(lines, line, out var id):
                return ReadLogHeader(line.Next, id);
            case 'F' when DiffBoundary.IsMail(lines, line, out var id):
                return ReadMailHeader(line.Next, id);
            case 'S' when SubmoduleLine.TryParse(text) is { } submodule:
                OpenSubmodule(submodule);
                return line.Next;
            case 'B' when DiffBoundary.IsBinaryNotice(text):
                ReadBinaryNotice(text);
                return line.Next;
            case '*' when text.StartsWith("* Unmerged path "):
                OpenUnmerged(QuotedPath.Read(text["* Unmerged path ".Length..]));
                return line.Next;
            default:
                ReadHeaderLine(text);
                return line.Next;
        }
    }

    private int ReadHunk(InputLine line, HunkHeader hunk)
    {
        if (_file is null)
        {
            Open(FileHeader.Plain());
        }

        return _hunks.Read(line.Next, hunk, _file!, !IsFull);
    }

    private void OpenDiff(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("diff --git "))
        {
            Open(FileHeader.Git(text["diff --git ".Length..]));
        }
        else if (text.StartsWith("diff --cc "))
        {
            Open(FileHeader.Combined(text["diff --cc ".Length..]));
        }
        else if (text.StartsWith("diff --combined "))
        {
            Open(FileHeader.Combined(text["diff --combined ".Length..]));
        }
        else
        {
            // The command line that `diff -r` prints between files; the paths follow.
            CloseFile();
        }
    }

    /// <summary>A <c>---</c> line in front of a hunk: of the git header that is open, or the start of a plain file.</summary>
    private int ReadPaths(InputLine line)
    {
        var text = lines.Span(line)["--- ".Length..];
        if (!lines.TryRead(line.Next, out var plus) || !(lines.StartsWith(plus.Start, "+++ ") || lines.StartsWith(plus.Start, "--- ")))
        {
            ReadHeaderLine(lines.Span(line));
            return line.Next;
        }

        if (_file is null or { HasPaths: true } or { Hunks.Count: > 0 })
        {
            if (!DiffBoundary.IsPathPair(lines, line))
            {
                ReadHeaderLine(lines.Span(line));
                return line.Next;
            }

            Open(FileHeader.Plain());
        }

        _file!.SetMinus(text);
        return line.Next;
    }

    private int ReadLogHeader(int position, string id)
    {
        CloseFile();
        SawDiff = true;
        var author = "";
        var title = "";
        while (title.Length == 0 && lines.TryRead(position, out var line) && !DiffBoundary.IsAt(lines, line))
        {
            var text = lines.Span(line);
            if (text.StartsWith("    "))
            {
                title = Short(text);
            }
            else if (text.StartsWith("Author:"))
            {
                author = Short(text["Author:".Length..]);
            }
            else if (text.StartsWith("author "))
            {
                author = WithoutTime(text["author ".Length..]);
            }

            position = line.Next;
        }

        Add(new ChangeCommit(id, author, title));
        return position;
    }

    private int ReadMailHeader(int position, string id)
    {
        CloseFile();
        SawDiff = true;
        var (author, title) = MailHeader.Read(lines, ref position);
        Add(new ChangeCommit(id, author, title));
        return position;
    }

    private void Add(ChangeCommit commit)
    {
        _commit = commit;
        if (_commits.Count < limits.MaxCommits)
        {
            _commits.Add(commit);
        }
        else
        {
            _skippedCommits++;
        }
    }

    private static string Short(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return trimmed[..Math.Min(trimmed.Length, MaxTitleLength)].ToString();
    }

    /// <summary>`--format=raw` puts the seconds and the time zone behind the address.</summary>
    private static string WithoutTime(ReadOnlySpan<char> author)
    {
        var end = author.LastIndexOf('>');
        return Short(end < 0 ? author : author[..(end + 1)]);
    }

    private void ReadBinaryNotice(ReadOnlySpan<char> text)
    {
        if (_file is { Hunks.Count: 0 })
        {
            _file.SetBinary();
            return;
        }

        var paths = text["Binary files ".Length..^" differ".Length];
        var and = paths.IndexOf(" and ");
        if (and > 0)
        {
            Open(FileHeader.Binary(QuotedPath.Read(paths[..and]), QuotedPath.Read(paths[(and + " and ".Length)..])));
            CloseFile();
        }
    }

    /// <summary>Git says "contains modified content" and the range of commits in two lines about one submodule.</summary>
    private void OpenSubmodule(SubmoduleLine submodule)
    {
        if (_file is null || _submodule?.Path != submodule.Path)
        {
            Open(FileHeader.Submodule(submodule.Path, submodule.IsNew, submodule.IsDeleted));
            _submodule = submodule;
        }
    }

    private void OpenUnmerged(string path)
    {
        Open(FileHeader.Unmerged(path));
        _clips.Add(new ChangeClip(path, ClipNames.Unmerged, "The file has merge conflicts, for which git shows no diff here."));
        CloseFile();
    }

    private void ReadHeaderLine(ReadOnlySpan<char> text)
    {
        if (_file is null)
        {
            return;
        }

        if (text.SequenceEqual("GIT binary patch"))
        {
            _file.SetBinary();
        }
        else if (text.SequenceEqual("-- "))
        {
            CloseFile();
        }
        else if (text[0] is '+' or '-' or '@')
        {
            _file.StrayLines++;
        }
        else if (_file.Hunks.Count == 0)
        {
            _file.TryExtended(text);
        }
    }

    private void Open(FileHeader file)
    {
        CloseFile();
        SawDiff = true;
        _file = file;
    }

    private void CloseFile()
    {
        var file = _file;
        (_file, _submodule) = (null, null);
        if (file is null)
        {
            return;
        }

        if (IsFull)
        {
            _skippedFiles++;
            return;
        }

        var built = file.Build(_commit?.Id ?? "");
        _files.Add(built);
        Clip(built.Path, file.DroppedLines, nameof(ChangeLimits.MaxFileLines), $"lines beyond the first {limits.MaxFileLines} were not read.");
        Clip(built.Path, file.ClippedLines, nameof(ChangeLimits.MaxLineLength), $"lines were cut at {limits.MaxLineLength} characters.");
        Clip(built.Path, file.StrayLines, ClipNames.Malformed, "lines belong to no hunk and were not read.");
    }

    private void Clip(string path, int count, string limit, string what)
    {
        if (count > 0)
        {
            _clips.Add(new ChangeClip(path, limit, $"{count} {what}"));
        }
    }
}
