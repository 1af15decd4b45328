using System.Diagnostics;

namespace Synapse.Market.Sample;

/// <summary>The changes of a repository, and what became of them.</summary>
internal sealed class GitHistory(string folder)
{
    private readonly Dictionary<string, HashSet<string>> _files = new(StringComparer.Ordinal);

    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>Commits without merges, the oldest of the last so many first.</summary>
    public IReadOnlyList<string> Commits(int count) => [.. Run("log", "--no-merges", "-n", $"{count}", "--format=%H").Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse()];

    public string Patch(string commit) => Run("format-patch", "-1", "--stdout", "--no-renames", commit);

    /// <summary>Whether a line is still in the file as it is today: nobody has found it worth changing.</summary>
    public bool StillHas(string path, string line)
    {
        if (!_files.TryGetValue(path, out var lines))
        {
            _files[path] = lines = [.. Run("show", $"HEAD:{path}").Split('\n').Select(l => l.Trim())];
        }

        return lines.Contains(line.Trim());
    }

    private string Run(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : "";
    }
}
