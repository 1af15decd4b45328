using Synapse.Core;

namespace Synapse.Runtime.Json;

/// <summary>Collects problems and remembers which places are broken, so that one mistake is not reported again by what follows from it.</summary>
internal sealed class JsonProblems
{
    public const int MaxProblems = 1_000;

    private const int MaxQuoted = 64;

    private readonly List<JsonProblem> _problems = [];
    private readonly HashSet<(string File, string Path)> _broken = [];
    private readonly HashSet<(string File, string Path)> _brokenInside = [];

    public int Count => _problems.Count;

    public void Add(string file, string path, string message)
    {
        Break(file, path);
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new(file, path, message));
        }
        else if (_problems.Count == MaxProblems)
        {
            _problems.Add(new(file, "$", $"more than {MaxProblems} problems; the rest is not listed"));
        }
    }

    /// <summary>Marks a place whose value is unknown because of a problem reported elsewhere.</summary>
    public void MarkBroken(string file, string path) => Break(file, path);

    public bool IsBrokenItself(string file, string path) => _broken.Contains((file, path));

    /// <summary>Whether this place, or something inside it, is broken.</summary>
    public bool IsBroken(string file, string path) =>
        IsBrokenItself(file, path) || _brokenInside.Contains((file, path));

    private void Break(string file, string path)
    {
        _broken.Add((file, path));
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] is '.' or '[')
            {
                _brokenInside.Add((file, path[..i]));
            }
        }
    }

    public ValueList<JsonProblem> ToValueList() => _problems.ToValueList();

    public static string Quote(string text) => text.Length <= MaxQuoted ? $"'{text}'" : $"'{text[..MaxQuoted]}...'";
}
