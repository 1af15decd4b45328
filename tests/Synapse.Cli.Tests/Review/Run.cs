using System.Diagnostics;

namespace Synapse.Cli.Tests.Review;

/// <summary>Runs the command line as a user does, with files and repositories in a folder of its own.</summary>
internal sealed class Run : IDisposable
{
    /// <summary>The default journal of a run is not that of whoever runs the tests.</summary>
    static Run()
    {
        var state = Directory.CreateTempSubdirectory("synapse-state-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => state.Delete(true);
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", state.FullName);
        Environment.SetEnvironmentVariable("SYNAPSE_JOURNAL", null);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("synapse-cli-").FullName;

    public static async Task<(int ExitCode, string Out, string Error)> Execute(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await SynapseCommand.RunAsync(args, new CliOutput(output, error));
        return (exitCode, output.ToString(), error.ToString());
    }

    public string Write(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Git(params string[] args)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in (string[])["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", .. args])
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    public void Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", message);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
