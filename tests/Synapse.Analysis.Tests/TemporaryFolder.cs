namespace Synapse.Analysis.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("synapse-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
