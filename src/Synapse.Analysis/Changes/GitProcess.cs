using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>Output of one run of git. <paramref name="Error"/> is its first line on stderr.</summary>
internal sealed record GitOutput(int ExitCode, ByteChunks Bytes, string Error)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Bytes.ToArray());

    public string Line => Text.TrimEnd('\n');
}

/// <summary>
/// Runs git in a repository that may be hostile: nothing its configuration names is executed, nothing is fetched, nothing is asked.
/// </summary>
internal sealed class GitProcess(string directory)
{
    private const long SmallOutputBytes = 64L << 20;
    private const int MaxErrorLength = 500;

    private static readonly string[] Settings =
    [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=true", "diff.external=", "core.attributesFile=/dev/null",
        "diff.noprefix=false", "diff.mnemonicPrefix=false", "color.ui=never", "submodule.recurse=false", "protocol.allow=never",
        "log.showSignature=false",
    ];

    private static readonly string[] Unwanted =
    [
        "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_TRACE", "GIT_TRACE2",
        "GIT_TRACE2_EVENT", "GIT_TRACE2_PERF",
    ];

    public string Directory => directory;

    /// <summary>
    /// Configuration keys given an empty value: the content filters that the repository's own configuration defines. Git would run them
    /// to compare the working tree. Those of the user's configuration (such as LFS) stay.
    /// </summary>
    public IReadOnlyList<string> Disabled { get; set; } = [];

    /// <exception cref="Win32Exception">Git is not installed.</exception>
    public async Task<GitOutput> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation, long maxBytes = SmallOutputBytes)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        await using var kill = cancellation.Register(() => Kill(process));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await ByteChunks.ReadAsync(process.StandardOutput.BaseStream, maxBytes, CancellationToken.None);
        if (output.Clipped)
        {
            Kill(process);
        }

        var message = FirstLine(await error);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return new GitOutput(output.Clipped ? 0 : process.ExitCode, output, message);
    }

    public Process Start(IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("git")
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        info.ArgumentList.Add("--no-pager");
        foreach (var setting in Settings)
        {
            info.ArgumentList.Add("-c");
            info.ArgumentList.Add(setting);
        }

        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        SetEnvironment(info.Environment);
        return Process.Start(info) ?? throw new Win32Exception("git could not be started");
    }

    private void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in Unwanted)
        {
            environment.Remove(name);
        }

        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_NO_LAZY_FETCH"] = "1";
        // Replace refs would show another commit than the one that was named.
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_LITERAL_PATHSPECS"] = "1";
        environment["LC_ALL"] = "C";
        // By environment, not by -c: a key may contain '='.
        environment["GIT_CONFIG_COUNT"] = Disabled.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < Disabled.Count; i++)
        {
            environment[$"GIT_CONFIG_KEY_{i}"] = Disabled[i];
            environment[$"GIT_CONFIG_VALUE_{i}"] = "";
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself in the meantime.
        }
    }

    private static string FirstLine(string error)
    {
        var text = error.AsSpan().Trim();
        var end = text.IndexOf('\n');
        var line = (end < 0 ? text : text[..end]).Trim();
        return line[..Math.Min(line.Length, MaxErrorLength)].ToString();
    }
}
