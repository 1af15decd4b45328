using Microsoft.Extensions.Diagnostics.HealthChecks;
using Synapse.Runtime.Journal;

namespace Synapse.Silo.Health;

/// <summary>Whether requests are welcome: a member of the cluster, the journal within reach, and not about to stop.</summary>
internal sealed class ReadyCheck(SiloState state, IClusterMembershipService membership, ILocalSiloDetails silo, IJournal journal) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.HasStarted || state.IsDraining || membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) != SiloStatus.Active)
        {
            return HealthCheckResult.Unhealthy();
        }

        try
        {
            await journal.ReadDueTimersAsync(DateTimeOffset.MinValue, 1, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}
