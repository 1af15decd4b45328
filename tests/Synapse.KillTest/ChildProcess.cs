using System.Diagnostics;
using System.Threading.Channels;

namespace Synapse.KillTest;

/// <summary>A running child, as its parent has it. Its lines, and null for its end, go to a channel.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Its engine can be asked.</summary>
    public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether its end was meant.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Of a child that has ended.</summary>
    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(string where, int seed, int workMilliseconds, ChannelWriter<(ChildProcess, string?)> lines)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(ChildProcess).Assembly.Location, null)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["child", where, $"{seed}", $"{workMilliseconds}"])
        {
            start.ArgumentList.Add(argument);
        }

        var child = new ChildProcess(Process.Start(start)!);
        _ = child.ReadAsync(lines);
        return child;
    }

    public void Send(string line)
    {
        try
        {
            _process.StandardInput.Write(line + "\n");
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is gone; its end is on the way.
        }
    }

    /// <summary>SIGKILL: nothing is flushed, closed or finished.</summary>
    public void Kill()
    {
        IsKilled = true;
        _process.Kill();
    }

    public void Dispose() => _process.Dispose();

    private async Task ReadAsync(ChannelWriter<(ChildProcess, string?)> lines)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            await lines.WriteAsync((this, line));
        }

        await _process.WaitForExitAsync();
        await lines.WriteAsync((this, null));
    }
}
