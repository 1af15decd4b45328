using System.Diagnostics;

namespace Synapse.Analysis.Tests.Changes;

/// <summary>A real git repository in a temporary folder, independent of the configuration of whoever runs the tests.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    public TemporaryRepository(bool init = true)
    {
        Root = Directory.CreateTempSubdirectory("synapse-changes-").FullName;
        if (init)
        {
            Git("init", "-q", "-b", "main");
        }
    }

    public string Root { get; }

    public string Git(params ReadOnlySpan<string> arguments)
    {
        var info = new ProcessStartInfo("git") { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var setting in (string[])["user.name=Ann", "user.email=ann@example.com", "commit.gpgSign=false", "core.autocrlf=false", "protocol.file.allow=always"])
        {
            info.ArgumentList.Add("-c");
            info.ArgumentList.Add(setting);
        }

        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        info.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(info) ?? throw new InvalidOperationException("git could not be started");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"git {arguments[0]}: {error.Result}");
    }

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        File.WriteAllText(Full(path), text);
    }

    public string Commit(string title)
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", title);
        return Git("rev-parse", "HEAD");
    }

    public string Full(string path) => Path.Combine(Root, path);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
