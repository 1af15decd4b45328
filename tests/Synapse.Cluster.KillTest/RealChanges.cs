using System.Diagnostics;

namespace Synapse.Cluster.KillTest;

/// <summary>Commits of a repository as diffs.</summary>
internal static class RealChanges
{
    private const int MaxCommits = 200;
    private const int MaxLength = 60_000;

    /// <summary>The newest commits that change something and are not huge.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string repository)
    {
        var names = (await GitAsync(repository, "log", "--no-merges", "--format=%H", $"-{MaxCommits}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var changes = new List<string>();
        foreach (var name in names)
        {
            var diff = await GitAsync(repository, "show", "--format=email", "--no-ext-diff", name);
            if (diff.Length is > 0 and <= MaxLength && diff.Contains("\n@@ ", StringComparison.Ordinal))
            {
                changes.Add(diff);
            }
        }

        return changes.Count > 0 ? changes : throw new InvalidOperationException($"{repository} has no commits of at most {MaxLength} characters");
    }

    private static async Task<string> GitAsync(string repository, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-C");
        start.ArgumentList.Add(repository);
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed in {repository}");
    }
}
