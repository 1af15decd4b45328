using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Synapse.Analysis.Changes;
using Synapse.Core;
using Synapse.Core.Agents;

namespace Synapse.Analysis.Analysers;

/// <summary>What one run gave: its output, or why there is none.</summary>
internal sealed record AnalyserRun(byte[] Output, int ExitCode, string? Failure);

/// <summary>Runs an analyser, and sees to it that nothing of it is left.</summary>
internal static class AnalyserProcess
{
    private const int MaxErrorLength = 300;

    /// <summary>What shells give for a program that a signal ended, and more.</summary>
    private const int FirstSignal = 128;

    /// <param name="home">The folder that it takes for its home.</param>
    /// <param name="timeLimit">How long it may take.</param>
    public static async Task<AnalyserRun> RunAsync(AnalyserSpec spec, string folder, string home, IReadOnlyList<string> files, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var command = spec.Command.SelectMany(a => a == AnalyserSpec.Files ? files : [a]).ToList();
        if (Locate(command[0]) is not { } program)
        {
            return new AnalyserRun([], 0, $"the program '{command[0]}' was not found");
        }

        command[0] = program;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        try
        {
            using var process = Start(Sandbox.Around(command, Path.GetDirectoryName(folder)!, spec.MemoryLimitBytes), folder, home);
            try
            {
                return await ReadAsync(process, spec, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new AnalyserRun([], 0, string.Create(CultureInfo.InvariantCulture, $"it did not end within {spec.TimeLimit.TotalSeconds:0.###} s"));
            }
            finally
            {
                Kill(process);
            }
        }
        catch (Win32Exception e)
        {
            return new AnalyserRun([], 0, $"it could not be started: {e.Message}");
        }
    }

    private static async Task<AnalyserRun> ReadAsync(Process process, AnalyserSpec spec, CancellationToken limit)
    {
        process.StandardInput.Close();
        var error = FirstOfAsync(process.StandardError, limit);
        var output = await ByteChunks.ReadAsync(process.StandardOutput.BaseStream, spec.MaxOutputBytes, limit);
        if (output.Clipped)
        {
            Kill(process);
            return new AnalyserRun([], 0, $"it wrote more than {spec.MaxOutputBytes} bytes");
        }

        var said = await error;
        await process.WaitForExitAsync(limit);
        return process.ExitCode >= FirstSignal
            ? new AnalyserRun([], process.ExitCode, $"it was ended by signal {process.ExitCode - FirstSignal}")
            : output.Total == 0 && process.ExitCode != 0
                ? new AnalyserRun([], process.ExitCode, $"it ended with {process.ExitCode}{(said.Length > 0 ? ": " + said : "")}")
                : new AnalyserRun(output.ToArray(), process.ExitCode, null);
    }

    private static Process Start(IReadOnlyList<string> command, string folder, string home)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        info.Environment.Clear();
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        info.Environment["HOME"] = home;
        info.Environment["LANG"] = "C.UTF-8";
        return Process.Start(info) ?? throw new Win32Exception("there is no process");
    }

    /// <summary>The program's whole path: what is looked up must not depend on a folder that a change can write to.</summary>
    private static string? Locate(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return File.Exists(program) ? program : null;
        }

        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending))).FirstOrDefault(File.Exists);
    }

    /// <summary>Reads all, so that the program never waits, and keeps the start.</summary>
    private static async Task<string> FirstOfAsync(StreamReader error, CancellationToken limit)
    {
        var (text, buffer) = (new StringBuilder(), new char[4_096]);
        for (var read = await error.ReadAsync(buffer, limit); read > 0; read = await error.ReadAsync(buffer, limit))
        {
            text.Append(buffer, 0, Math.Min(read, MaxErrorLength - text.Length));
        }

        return VisibleText.Escape(text.ToString().Trim().Split('\n')[0]);
    }

    /// <summary>Ends the program with its whole group: what it left behind too.</summary>
    private static void Kill(Process process)
    {
        try
        {
            if (Sandbox.IsGroup)
            {
                using var kill = Process.Start(new ProcessStartInfo("kill", ["-KILL", "--", "-" + process.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true });
                kill!.WaitForExit();
            }

            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself in the meantime.
        }
    }
}
