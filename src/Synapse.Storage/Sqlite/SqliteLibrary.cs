using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Synapse.Storage.Sqlite;

/// <summary>
/// Loads SQLite once per process: the operating system's library first, because the system keeps it up to date, and the one that came
/// with the package where there is none.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    });

    public static void Load() => _ = Loaded.Value;

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        var system = OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib" : OperatingSystem.IsWindows() ? null : "libsqlite3.so.0";
        return name == "e_sqlite3" && system is not null && NativeLibrary.TryLoad(system, out var handle) ? handle : IntPtr.Zero;
    }
}
