using Npgsql;

namespace Synapse.Cli.Journals;

/// <summary>Where the journal is: a SQLite file, or a PostgreSQL database.</summary>
/// <param name="Target">The file's full path, or the connection string.</param>
/// <param name="Name">For people; a connection string without its password.</param>
/// <param name="IsNamed">The user named it, by flag or variable; otherwise it is the default place.</param>
internal sealed record JournalPlace(string Target, string Name, bool IsFile, bool IsNamed)
{
    public const string Variable = "SYNAPSE_JOURNAL";

    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>The place that the flag names, else the variable, else the default one; or what is wrong with the name.</summary>
    public static (JournalPlace? Place, string? Problem) Of(string? flag)
    {
        var text = flag ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null);
        if (text is null)
        {
            var file = Path.Combine(DefaultFolder(), "journal.db");
            return (new JournalPlace(file, file, true, false), null);
        }

        if (text.Length == 0)
        {
            return (null, "--journal is empty; a variable that is not set?");
        }

        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            return (null, "the journal's database is named as Host=...;Username=...;Database=..., not as a URL");
        }

        return IsConnection(text) ? Postgres(text)
            : Directory.Exists(text) ? (null, $"{text} is a folder; name a file for the journal")
            : (new JournalPlace(Path.GetFullPath(text), text, true, true), null);
    }

    /// <summary>Makes the file, for its owner alone, where there is none. SQLite gives the files beside it the same rights.</summary>
    public void Create()
    {
        if (!IsFile || File.Exists(Target))
        {
            return;
        }

        if (!IsNamed)
        {
            CreateFolder(Path.GetDirectoryName(Target)!);
        }

        try
        {
            using var file = new FileStream(Target, OperatingSystem.IsWindows()
                ? new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }
                : new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerFile });
        }
        catch (IOException) when (File.Exists(Target))
        {
            // Another process was faster.
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerFolder);
        }
    }

    private static bool IsConnection(string text) => text.Contains('=', StringComparison.Ordinal) && !File.Exists(text)
        && text.Split(';').Any(p => p.TrimStart().StartsWith("host", StringComparison.OrdinalIgnoreCase) || p.TrimStart().StartsWith("server", StringComparison.OrdinalIgnoreCase));

    private static (JournalPlace?, string?) Postgres(string text)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            return (new JournalPlace(text, $"PostgreSQL, database {parts.Database ?? parts.Username} at {parts.Host}", false, true), null);
        }
        catch (ArgumentException)
        {
            return (null, "the connection string of the journal's database is not one that can be read; it is like Host=...;Username=...;Database=...");
        }
    }

    private static string DefaultFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Synapse");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
        {
            return Path.Combine(home, "Library", "Application Support", "synapse");
        }

        // The specification of these folders says that a relative path is to be ignored.
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Path.Combine(Path.IsPathFullyQualified(state ?? "") ? state! : Path.Combine(home, ".local", "state"), "synapse");
    }
}
