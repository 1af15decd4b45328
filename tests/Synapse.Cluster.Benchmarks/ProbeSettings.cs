using System.Globalization;
using Orleans.Configuration;

namespace Synapse.Cluster.Benchmarks;

/// <summary>How silos find out that one of them is gone.</summary>
/// <param name="MaxProbeSeconds">
/// A silo that was heard of within this time, times the misses, is not voted against, whatever it misses, as long as the connection stands.
/// </param>
/// <param name="Runs">How often it is tried.</param>
internal sealed record ProbeSettings(int ProbeSeconds, int MaxProbeSeconds, int Misses, int Votes, int RefreshSeconds, int Runs)
{
    public IReadOnlyList<string> Arguments => [.. new[] { ProbeSeconds, MaxProbeSeconds, Misses, Votes, RefreshSeconds }.Select(n => n.ToString(CultureInfo.InvariantCulture))];

    public static ProbeSettings Read(IReadOnlyList<string> arguments)
    {
        var numbers = arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        return new ProbeSettings(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], 0);
    }

    public override string ToString() => $"every {ProbeSeconds} s, at most {MaxProbeSeconds} s; {Misses} missed, {Votes} votes, refresh {RefreshSeconds} s";

    public void Apply(ClusterMembershipOptions options)
    {
        (options.ProbeTimeout, options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(ProbeSeconds), Misses, Votes);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(MaxProbeSeconds);
        (options.TableRefreshTimeout, options.IAmAliveTablePublishTimeout, options.DefunctSiloExpiration) = (TimeSpan.FromSeconds(RefreshSeconds), TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
    }
}
