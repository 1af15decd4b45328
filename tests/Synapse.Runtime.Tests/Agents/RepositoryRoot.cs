namespace Synapse.Runtime.Tests.Agents;

internal static class RepositoryRoot
{
    public static string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Path, path));

    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new DirectoryNotFoundException("No folder above the tests holds Synapse.Orleans.sln."),
        _ when File.Exists(System.IO.Path.Combine(folder.FullName, "Synapse.Orleans.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
