using System.Globalization;
using Orleans.Configuration;

namespace Synapse.Cluster.Benchmarks;

/// <summary>How silos find out that one of them is gone.</summary>
internal sealed record ProbeSettings(string Name, int ProbeSeconds, int Misses, int Votes, int RefreshSeconds)
{
    public static ProbeSettings Read(ReadOnlySpan<string> arguments) => new(
        "", int.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture),
        int.Parse(arguments[2], CultureInfo.InvariantCulture), int.Parse(arguments[3], CultureInfo.InvariantCulture));

    public void Apply(ClusterMembershipOptions options)
    {
        (options.ProbeTimeout, options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(ProbeSeconds), Misses, Votes);
        (options.TableRefreshTimeout, options.IAmAliveTablePublishTimeout, options.DefunctSiloExpiration) = (TimeSpan.FromSeconds(RefreshSeconds), TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
    }
}
