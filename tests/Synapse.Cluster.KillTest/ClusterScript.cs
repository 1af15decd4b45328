using System.Diagnostics;

namespace Synapse.Cluster.KillTest;

/// <summary><c>infra/cluster.sh</c>, as an operator has it.</summary>
internal sealed class ClusterScript(string root, string configuration)
{
    public string Connection { get; } = "Host=127.0.0.1;Port=54330;Username=postgres;Database=postgres";

    /// <exception cref="InvalidOperationException">The script failed; its last words are the message.</exception>
    public Task RunAsync(params string[] arguments) => RunWithAsync(null, arguments);

    /// <param name="program">The silo's program; null for the Release build.</param>
    public async Task RunWithAsync(string? program, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(root, "infra", "cluster.sh"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["SYNAPSE_SILO_CONFIG"] = configuration;
        if (program is not null)
        {
            start.Environment["SYNAPSE_SILO"] = program;
        }

        start.Environment["SYNAPSE_CLUSTER_DIR"] = Path.Combine(Path.GetTempPath(), "synapse-cluster-killtest");
        using var process = Process.Start(start)!;

        // What the script starts keeps its outputs open: only lines are read, and the end of the script is waited for.
        var words = new List<string>();
        process.ErrorDataReceived += (_, line) => words.Add(line.Data ?? "");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(3));
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"cluster.sh {string.Join(' ', arguments)}: {words.LastOrDefault(w => w.Length > 0)}");
        }
    }
}
