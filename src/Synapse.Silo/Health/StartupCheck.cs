using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Synapse.Silo.Health;

/// <summary>Whether the silo has joined the cluster once.</summary>
internal sealed class StartupCheck(SiloState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.HasStarted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
