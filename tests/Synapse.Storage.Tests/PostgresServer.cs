using System.Diagnostics;
using System.Runtime.InteropServices;
using Npgsql;

[assembly: AssemblyFixture(typeof(Synapse.Storage.Tests.PostgresServer))]

namespace Synapse.Storage.Tests;

/// <summary>
/// A PostgreSQL server of this test run: its own data folder and socket, started when the first test asks for it. PostgreSQL refuses to run
/// as root, so a run as root gives it to an account without rights.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Settings = "-c listen_addresses= -c unix_socket_directories={0} -c fsync=off -c max_connections=200 -c shared_buffers=32MB -c logging_collector=off";

    private readonly SemaphoreSlim _gate = new(1);
    private DirectoryInfo? _folder;
    private string? _problem;
    private int _schemas;

    /// <summary>A connection string to a new, empty schema; skips the test where PostgreSQL is not installed.</summary>
    public async Task<string> SchemaAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_folder is null && _problem is null)
            {
                await StartAsync();
            }
        }
        finally
        {
            _gate.Release();
        }

        Assert.SkipWhen(_problem is not null, _problem ?? "");
        var schema = $"s{Interlocked.Increment(ref _schemas)}";
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE SCHEMA {schema}", connection);
        await command.ExecuteNonQueryAsync();
        return $"{ConnectionString};Search Path={schema}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null && _problem is null)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w");
        }

        _folder?.Delete(true);
    }

    private string ConnectionString => $"Host={_folder!.FullName};Username=synapse;Database=postgres;Maximum Pool Size=20;Timeout=60";

    private string Data => Path.Combine(_folder!.FullName, "data");

    private async Task StartAsync()
    {
        if (Find("initdb") is null)
        {
            _problem = "PostgreSQL is not installed: initdb is neither in /usr/lib/postgresql/*/bin nor in PATH";
            return;
        }

        // A socket's path has little room, so it does not go below a long temporary folder.
        _folder = Directory.CreateDirectory(Path.Combine("/tmp", $"synapse-pg-{Environment.ProcessId}"));
        if (IsRoot)
        {
            await RunAsync("chown", Account, _folder.FullName);
        }

        var (code, output) = await RunAsync("initdb", "-D", Data, "-U", "synapse", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
        if (code == 0)
        {
            (code, output) = await RunAsync("pg_ctl", "start", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", string.Format(null, Settings, _folder.FullName));
        }

        Assert.True(code == 0, $"PostgreSQL did not start: {output}");
    }

    private static bool IsRoot => GetEffectiveUser() == 0;

    private static string Account => File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string? Find(string name)
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists);
    }

    private static async Task<(int Code, string Output)> RunAsync(string name, params string[] arguments)
    {
        var own = name == "chown";
        var start = new ProcessStartInfo(IsRoot && !own ? "setpriv" : own ? name : Find(name)!) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/tmp" };
        foreach (var argument in IsRoot && !own ? ["--reuid", Account, "--regid", Account == "nobody" ? "nogroup" : Account, "--clear-groups", Find(name)!, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // A server that inherited the pipes would keep them open; it writes to its log file instead.
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? "" : await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync());
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();
}
