namespace Synapse.Silo.Tests.Silos;

/// <summary>A file in a folder of its own, gone at the end.</summary>
internal sealed class TemporaryFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synapse-file-").FullName;

    public TemporaryFile(string name, string text)
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
