using System.Diagnostics;

namespace Synapse.Cluster.KillTest;

/// <summary>
/// The silo as a next release might be: the same sources with the grain contracts one version on. Interfaces have a higher version and a method
/// more, and what goes over the wire has a member more, so that old and new silos and clients really speak different versions.
/// </summary>
internal static class NextVersion
{
    private static readonly (string File, string From, string To)[] Edits =
    [
        ("Synapse.Cluster.Client/Reviews/IReviewGrain.cs", "[Version(1)]", "[Version(2)]"),
        ("Synapse.Cluster.Client/Tenants/ITenantGrain.cs", "[Version(1)]", "[Version(2)]"),
        ("Synapse.Cluster.Client/Queues/IWorkQueueGrain.cs", "[Version(1)]", "[Version(2)]"),
        ("Synapse.Cluster.Client/Tenants/ITenantGrain.cs", "    /// <summary>The report as JSON;", "    [Alias(\"Ping\")]\n    Task<string> PingAsync(CancellationToken cancellationToken);\n\n    /// <summary>The report as JSON;"),
        ("Synapse.Cluster/Tenants/TenantGrain.cs", "    public Task<Outcome<ReviewTicket>> FindAsync(", "    public Task<string> PingAsync(CancellationToken cancellationToken) => Task.FromResult(\"next\");\n\n    public Task<Outcome<ReviewTicket>> FindAsync("),
        ("Synapse.Contracts/Reviews/ReviewTicket.cs", "    /// <summary>Whether nothing more", "    /// <summary>What the next version says.</summary>\n    public string Release { get; init; } = \"next\";\n\n    /// <summary>Whether nothing more"),
        ("Synapse.Core/Kernel/CommandContext.cs", "(string Actor, string CommandId);", "(string Actor, string CommandId, string Origin = \"\");"),
    ];

    /// <summary>Builds it and gives the path of its program.</summary>
    public static async Task<string> BuildAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "synapse-next-version");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Copy(new DirectoryInfo(RepositoryRoot.Path), new DirectoryInfo(folder), isRoot: true);
        foreach (var (file, from, to) in Edits)
        {
            var path = Path.Combine(folder, "src", file);
            var text = await File.ReadAllTextAsync(path);
            await File.WriteAllTextAsync(path, text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException($"{file} has no '{from}' any more"));
        }

        var program = Path.Combine(folder, "next");
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", Path.Combine(folder, "src", "Synapse.Silo"), "-c", "Release", "-o", program, "-v", "q", "--nologo"]) { RedirectStandardOutput = true })!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return build.ExitCode == 0 ? Path.Combine(program, "Synapse.Silo.dll") : throw new InvalidOperationException($"the next version does not build: {output}");
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to, bool isRoot = false)
    {
        to.Create();
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(d => isRoot ? d.Name is "src" or "infra" : d.Name is not ("bin" or "obj")))
        {
            Copy(folder, new DirectoryInfo(Path.Combine(to.FullName, folder.Name)));
        }
    }
}
