namespace Synapse.Analysis.Changes;

/// <summary>One file while it is being read: what its header lines said so far, and its hunks.</summary>
internal sealed class FileHeader
{
    private const string SubmoduleMode = "160000";
    private const string NoName = "(unnamed)";

    private readonly PathPair? _git;
    private readonly bool _isGit;
    private string? _minus;
    private string? _plus;
    private string? _from;
    private string? _to;
    private bool _isCopy;
    private bool _isNew;
    private bool _isDeleted;
    private bool _isBinary;
    private bool _isSubmodule;
    private string _oldMode = "";
    private string _newMode = "";

    private FileHeader(PathPair? git, bool isGit) => (_git, _isGit) = (git, isGit);

    public List<Hunk> Hunks { get; } = [];

    public int Lines { get; set; }

    public int DroppedLines { get; set; }

    public int ClippedLines { get; set; }

    public int StrayLines { get; set; }

    /// <summary>True once the paths of <c>---</c> and <c>+++</c> are known: another pair starts another file.</summary>
    public bool HasPaths => _plus is not null;

    public static FileHeader Git(ReadOnlySpan<char> paths) => new(PathPair.SplitGitHeader(paths), isGit: true);

    /// <summary>A combined diff names the one path of the result, without a prefix.</summary>
    public static FileHeader Combined(ReadOnlySpan<char> path)
    {
        var name = QuotedPath.Read(path);
        return new FileHeader(new PathPair(name, name, 0, 0), isGit: true) { _from = name, _to = name };
    }

    public static FileHeader Plain() => new(null, isGit: false);

    public static FileHeader Binary(string old, string @new) => new(null, isGit: false) { _minus = old, _plus = @new, _isBinary = true };

    public static FileHeader Submodule(string path, bool isNew, bool isDeleted) =>
        new(new PathPair(path, path, 0, 0), isGit: true) { _isSubmodule = true, _isNew = isNew, _isDeleted = isDeleted };

    public static FileHeader Unmerged(string path) => new(new PathPair(path, path, 0, 0), isGit: true);

    public void SetMinus(ReadOnlySpan<char> text) => _minus ??= MarkedPath(text);

    public void SetPlus(ReadOnlySpan<char> text) => _plus = MarkedPath(text);

    public void SetBinary() => _isBinary = true;

    /// <summary>Reads one extended header line.</summary>
    /// <returns>False when the line is none.</returns>
    public bool TryExtended(ReadOnlySpan<char> line)
    {
        if (Value(line, "old mode ", out var value))
        {
            _oldMode = value.ToString();
        }
        else if (Value(line, "new mode ", out value))
        {
            _newMode = value.ToString();
        }
        else if (Value(line, "mode ", out value))
        {
            SetCombinedModes(value);
        }
        else if (Value(line, "new file mode ", out value))
        {
            (_isNew, _newMode) = (true, value.ToString());
        }
        else if (Value(line, "deleted file mode ", out value))
        {
            (_isDeleted, _oldMode) = (true, FirstOf(value).ToString());
        }
        else if (Value(line, "rename from ", out value) || Value(line, "rename old ", out value))
        {
            _from = QuotedPath.Read(value);
        }
        else if (Value(line, "rename to ", out value) || Value(line, "rename new ", out value))
        {
            _to = QuotedPath.Read(value);
        }
        else if (Value(line, "copy from ", out value))
        {
            (_isCopy, _from) = (true, QuotedPath.Read(value));
        }
        else if (Value(line, "copy to ", out value))
        {
            (_isCopy, _to) = (true, QuotedPath.Read(value));
        }
        else if (Value(line, "index ", out value))
        {
            SetIndexMode(value);
        }
        else
        {
            return Value(line, "similarity index ", out _) || Value(line, "dissimilarity index ", out _);
        }

        return true;
    }

    public ChangedFile Build(string commit)
    {
        var (old, path) = Paths();
        var isNew = _isNew || (_minus == PathPair.Nothing && _plus != PathPair.Nothing) || IsWholeSide(h => h.OldStart == 0, DiffLineKind.Added);
        var isDeleted = _isDeleted || (_plus == PathPair.Nothing && _minus != PathPair.Nothing) || IsWholeSide(h => h.NewStart == 0, DiffLineKind.Removed);
        var moved = _from is not null && _to is not null && _from != _to;
        var status = isNew ? FileStatus.Added
            : isDeleted ? FileStatus.Deleted
            : moved && _isCopy ? FileStatus.Copied
            : moved ? FileStatus.Renamed
            : _oldMode != _newMode && Hunks.Count == 0 && !_isBinary && !_isSubmodule ? FileStatus.ModeChanged
            : FileStatus.Modified;
        path = Tidy(isDeleted && !isNew ? old : path);
        var isSubmodule = _isSubmodule || _oldMode == SubmoduleMode || _newMode == SubmoduleMode || HoldsSubmoduleOnly();
        var oldPath = status is FileStatus.Renamed or FileStatus.Copied ? Tidy(old) : path;
        return new ChangedFile(path, oldPath, status, [.. Hunks], _isBinary, isSubmodule, _oldMode, _newMode, commit);
    }

    /// <summary>Git says "new file" in so many words; `diff -N` only shows it by the one hunk that starts at line 0.</summary>
    private bool IsWholeSide(Predicate<Hunk> startsAtNothing, DiffLineKind kind) =>
        !_isGit && Hunks.Count == 1 && startsAtNothing(Hunks[0]) && Hunks[0].Lines.Count > 0 && Hunks[0].Lines.All(l => l.Kind == kind);

    private (string Old, string New) Paths()
    {
        if (_from is not null && _to is not null)
        {
            return (_from, _to);
        }

        if (_minus is null || _plus is null)
        {
            return (_git?.OldPath ?? "", _git?.NewPath ?? "");
        }

        var (old, @new) = _git is { } git ? git.Strip(_minus, _plus) : Stripped(PathPair.Of(_minus, _plus));
        return (old == PathPair.Nothing ? @new : old, @new == PathPair.Nothing ? old : @new);
    }

    private static (string Old, string New) Stripped(PathPair pair) => (pair.OldPath, pair.NewPath);

    private static string Tidy(string path)
    {
        var relative = path.TrimStart('/');
        return relative.Length == 0 || path == PathPair.Nothing ? NoName : relative;
    }

    private bool HoldsSubmoduleOnly() =>
        Hunks.Count == 1
        && Hunks[0].Lines.Count is 1 or 2
        && Hunks[0].Lines.All(l => l.Kind != DiffLineKind.Context && l.Text.Span.StartsWith("Subproject commit "));

    /// <summary>The path ends at a tab: `diff -u` puts a time behind it, git nothing, for names with spaces.</summary>
    private static string MarkedPath(ReadOnlySpan<char> text)
    {
        if (QuotedPath.TryRead(text, out var path, out _))
        {
            return path;
        }

        var tab = text.IndexOf('\t');
        return (tab < 0 ? text : text[..tab]).ToString();
    }

    private void SetIndexMode(ReadOnlySpan<char> value)
    {
        var space = value.IndexOf(' ');
        if (space > 0)
        {
            _oldMode = _newMode = value[(space + 1)..].Trim().ToString();
        }
    }

    /// <summary><c>mode 100644,100644..100755</c>: one old mode per parent.</summary>
    private void SetCombinedModes(ReadOnlySpan<char> value)
    {
        var dots = value.IndexOf("..");
        if (dots > 0)
        {
            (_oldMode, _newMode) = (FirstOf(value[..dots]).ToString(), value[(dots + 2)..].ToString());
        }
    }

    private static ReadOnlySpan<char> FirstOf(ReadOnlySpan<char> list)
    {
        var comma = list.IndexOf(',');
        return comma < 0 ? list : list[..comma];
    }

    private static bool Value(ReadOnlySpan<char> line, string name, out ReadOnlySpan<char> value)
    {
        var found = line.StartsWith(name);
        value = found ? line[name.Length..] : default;
        return found;
    }
}
