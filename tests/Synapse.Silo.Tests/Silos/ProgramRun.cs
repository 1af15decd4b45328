using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Synapse.Silo.Tests.Silos;

/// <summary>A program of this repository as a process of its own, with everything that it says.</summary>
internal class ProgramRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    public ProgramRun(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("SYNAPSE_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasEnded => _process.HasExited;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    public string Output => string.Join('\n', Lines);

    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    /// <summary>The exit code, once it has ended and all that it said was heard.</summary>
    public async Task<int> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Until.Bound);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"it has not ended:\n{Output}");
        }

        return _process.ExitCode;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Add(line);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
