using System.Text;
using Synapse.Core;
using Synapse.Runtime.Hosts;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>Reads a configuration from a folder.</summary>
public static class SiloConfigurationFile
{
    /// <summary>Reads the file with the environment in place of what it says about the host.</summary>
    public static SiloConfigurationResult Read(string path, IReadOnlySet<string>? knownPacks, IEnumerable<KeyValuePair<string, string>> environment)
    {
        return ReadText(path) is { } text ? HostEnvironment.Read(text, environment, applied => Read(path, applied, knownPacks)) : Missing(path);
    }

    /// <param name="path">The configuration file; included files are looked up in its folder.</param>
    /// <param name="knownPacks">The packs that checks may name; null accepts any.</param>
    public static SiloConfigurationResult Read(string path, IReadOnlySet<string>? knownPacks = null)
    {
        return ReadText(path) is { } text ? Read(path, text, knownPacks) : Missing(path);
    }

    private static SiloConfigurationResult Missing(string path) => new(null, [MissingFile(path)]);

    internal static JsonProblem MissingFile(string path) => new(path, "$", "the file cannot be read; name an existing file");

    private static SiloConfigurationResult Read(string path, string text, IReadOnlySet<string>? knownPacks)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var name = Path.GetFileName(path);
        var result = SiloConfigurationReader.Read(name, text, include => ReadText(Path.Combine(folder, include)), knownPacks);
        return result with { Problems = result.Problems.Select(problem => problem with { File = Path.Combine(folder, problem.File) }).ToValueList() };
    }

    /// <summary>Stops just beyond the limit that the reader enforces: the file may be endless.</summary>
    internal static string? ReadText(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var buffer = new byte[JsonText.MaxBytes + 4];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
