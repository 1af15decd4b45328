using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Synapse.Silo.Health;

/// <summary>The three probes. They say a word and no detail: whoever asks need not be trusted.</summary>
internal static class SiloHealth
{
    private const string Ready = "ready";
    private const string Startup = "startup";

    public static void Add(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<ReadyCheck>("silo", tags: [Ready])
        .AddCheck<StartupCheck>("start", tags: [Startup]);

    /// <summary>Live says only that this process answers: a database that is away is no reason to restart silos.</summary>
    public static void Map(WebApplication app)
    {
        Map(app, "/health/live", _ => false);
        Map(app, "/health/ready", c => c.Tags.Contains(Ready));
        Map(app, "/health/startup", c => c.Tags.Contains(Startup));
    }

    private static void Map(WebApplication app, string path, Func<HealthCheckRegistration, bool> predicate) =>
        app.MapHealthChecks(path, new HealthCheckOptions { Predicate = predicate, AllowCachingResponses = false });
}
