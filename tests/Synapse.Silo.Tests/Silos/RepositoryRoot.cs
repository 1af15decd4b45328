namespace Synapse.Silo.Tests.Silos;

/// <summary>Where this repository is, and the programs that were built in it.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>The built program of a project, in the configuration of these tests.</summary>
    public static string Program(string folder, string name)
    {
        var output = System.IO.Path.GetRelativePath(System.IO.Path.Combine(Path, "tests", "Synapse.Silo.Tests"), AppContext.BaseDirectory);
        return System.IO.Path.Combine(Path, folder, output, name + ".dll");
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "Synapse.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
