using System.Text;
using Synapse.Core.Agents;
using Synapse.Core.Reviews;
using Synapse.Runtime.Hosts;

namespace Synapse.Runtime.Agents;

/// <summary>What <c>silo.json</c> and the files it includes say, checked.</summary>
public sealed record SiloConfiguration(AgentSet Agents, ReviewPolicy Review, ReviewLimits Limits, HostSettings Host)
{
    public const string FileName = "silo.json";

    /// <summary>The configuration that ships with the product; it includes no other file.</summary>
    public static SiloConfiguration LoadDefault()
    {
        var result = ReadDefault([]);
        return result.Configuration ?? throw new InvalidOperationException($"The built-in configuration is wrong: {result.Problems[0]}");
    }

    /// <summary>The same with the environment in place of what it says about the host.</summary>
    public static SiloConfigurationResult ReadDefault(IEnumerable<KeyValuePair<string, string>> environment)
    {
        using var stream = typeof(SiloConfiguration).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"The resource {FileName} is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return HostEnvironment.Read(reader.ReadToEnd(), environment, text => SiloConfigurationReader.Read(FileName, text, _ => null));
    }
}
