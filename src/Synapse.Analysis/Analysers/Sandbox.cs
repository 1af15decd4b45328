using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Synapse.Analysis.Analysers;

/// <summary>Shuts a program in as far as this machine allows: no network, little memory, nothing that outlives it.</summary>
internal static class Sandbox
{
    private const long MaxFileBytes = 64 << 20;
    private const int MaxProcesses = 256;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    private static readonly string[] Unshare = ["unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child"];
    private static readonly string[] Bubblewrap = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-all", "--die-with-parent"];

    private static readonly Lazy<bool> HasBubblewrap = new(() => Works([.. Bubblewrap, "true"]));
    private static readonly Lazy<bool> HasUnshare = new(() => Works([.. Unshare, "true"]));
    private static readonly Lazy<bool> HasLimits = new(() => Works(["prlimit", "--core=0", "true"]));
    private static readonly Lazy<bool> HasGroups = new(() => Works(["setsid", "true"]));

    /// <summary>What this machine cannot do; empty where all is done.</summary>
    public static string Gap => string.Join(", ", ((string[])[CutsNetwork ? "" : "the network was not cut off", HasLimits.Value ? "" : "memory was not limited"]).Where(g => g.Length > 0));

    /// <summary>True where a program runs in a process group of its own.</summary>
    public static bool IsGroup => HasGroups.Value;

    private static bool CutsNetwork => HasBubblewrap.Value || HasUnshare.Value;

    /// <summary>The command with everything before it that shuts it in.</summary>
    /// <param name="folder">The only folder that it may write to, where the machine can see to that.</param>
    public static IReadOnlyList<string> Around(IReadOnlyList<string> command, string folder, long memoryBytes)
    {
        List<string> words = [];
        if (HasGroups.Value)
        {
            words.Add("setsid");
        }

        words.AddRange(HasBubblewrap.Value ? [.. Bubblewrap, "--bind", folder, folder] : HasUnshare.Value ? Unshare : []);
        if (HasLimits.Value)
        {
            words.AddRange(["prlimit", Number("--as", memoryBytes), Number("--fsize", MaxFileBytes), "--core=0"]);

            // Outside of a user namespace the limit counts all that the user runs.
            words.AddRange(CutsNetwork ? [Number("--nproc", MaxProcesses)] : []);
        }

        return [.. words, .. command];
    }

    private static string Number(string name, long value) => name + "=" + value.ToString(CultureInfo.InvariantCulture);

    private static bool Works(string[] command)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process!.WaitForExit(ProbeLimit))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
