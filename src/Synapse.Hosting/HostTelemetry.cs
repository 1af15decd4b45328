using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Synapse.Hosting;

/// <summary>The names under which a host's traces and metrics are found.</summary>
public static class HostTelemetry
{
    /// <summary>Of the activity source and of the meter.</summary>
    public const string Name = "Synapse";

    internal static readonly ActivitySource Activities = new(Name);

    /// <summary>What hosts measure.</summary>
    public static Meter Meter { get; } = new(Name);
}
