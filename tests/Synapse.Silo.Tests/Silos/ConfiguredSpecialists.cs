using System.Text.Json;

namespace Synapse.Silo.Tests.Silos;

/// <summary>How many specialists the repository's own configuration gives a review.</summary>
internal static class ConfiguredSpecialists
{
    public static int Count { get; } = Read();

    private static int Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "silo.json")));
        return document.RootElement.GetProperty("agents").EnumerateArray().Single(a => a.GetProperty("kind").GetString() == "coordinator").GetProperty("specialists").GetArrayLength();
    }
}
