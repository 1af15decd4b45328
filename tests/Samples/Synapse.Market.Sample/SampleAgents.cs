using Synapse.Runtime.Agents;

namespace Synapse.Market.Sample;

/// <summary>The agents of the sample, as <c>silo.json</c> beside it says.</summary>
internal static class SampleAgents
{
    /// <param name="coordinator"><c>here</c> for those of this process, <c>elsewhere</c> for the remote one.</param>
    public static SiloConfiguration For(string coordinator)
    {
        using var reader = new StreamReader(typeof(SampleAgents).Assembly.GetManifestResourceStream("silo.json")!);
        var result = SiloConfigurationReader.Read("silo.json", reader.ReadToEnd(), _ => null);
        var configuration = result.Configuration ?? throw new InvalidOperationException($"silo.json: {result.Problems[0]}");
        return configuration with { Review = configuration.Review with { CoordinatorId = coordinator } };
    }
}
