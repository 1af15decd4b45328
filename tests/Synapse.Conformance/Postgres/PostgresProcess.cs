using System.Diagnostics;
using System.Runtime.InteropServices;
using Npgsql;

namespace Synapse.Conformance.Postgres;

/// <summary>
/// A PostgreSQL server of this process alone: its own data folder and socket. PostgreSQL refuses to run as root, so a run as root gives it
/// to an account without rights.
/// </summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    private const string Settings = "-c listen_addresses= -c unix_socket_directories={0} -c fsync={1} -c max_connections=300 -c shared_buffers={2}MB -c logging_collector=off";

    private static int _servers;

    private readonly DirectoryInfo _folder;
    private readonly string _settings;
    private int _schemas;

    private PostgresProcess(DirectoryInfo folder, bool isDurable) =>
        (_folder, _settings) = (folder, string.Format(null, Settings, folder.FullName, isDurable ? "on" : "off", isDurable ? 128 : 32));

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing => Find("initdb") is null ? "PostgreSQL is not installed: initdb is neither in /usr/lib/postgresql/*/bin nor in PATH" : null;

    public string ConnectionString => $"Host={_folder.FullName};Username=synapse;Database=postgres;Maximum Pool Size=20;Timeout=60";

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <param name="isDurable">Whether commits wait for the disk.</param>
    public static async Task<PostgresProcess> StartAsync(bool isDurable)
    {
        // A socket's path has little room, so it does not go below a long temporary folder.
        var folder = Directory.CreateDirectory(Path.Combine("/tmp", $"synapse-pg-{Environment.ProcessId}-{Interlocked.Increment(ref _servers)}"));
        var server = new PostgresProcess(folder, isDurable);
        if (IsRoot)
        {
            await RunAsync("chown", Account, folder.FullName);
        }

        await RunAsync("initdb", "-D", server.Data, "-U", "synapse", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A connection string to a new, empty schema.</summary>
    public async Task<string> SchemaAsync()
    {
        var schema = $"s{Interlocked.Increment(ref _schemas)}";
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE SCHEMA {schema}", connection);
        await command.ExecuteNonQueryAsync();
        return $"{ConnectionString};Search Path={schema}";
    }

    /// <summary>Stops the server as a crash would: no checkpoint, connections cut off.</summary>
    public Task CrashAsync() => RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w");

    /// <summary>Starts it, with whatever recovery that takes.</summary>
    public Task StartAgainAsync() => RunAsync("pg_ctl", "start", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", _settings);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await CrashAsync();
        _folder.Delete(true);
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

    private static async Task RunAsync(string name, params string[] arguments)
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
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name} failed: {await process.StandardError.ReadToEndAsync()}{await process.StandardOutput.ReadToEndAsync()}");
        }
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();
}
