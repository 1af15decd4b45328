using Microsoft.Extensions.Hosting;

namespace Synapse.Cluster.Upkeep;

/// <summary>Each silo sees to it that the upkeep runs somewhere, and finds out within seconds when it does not.</summary>
internal sealed class UpkeepBeat(IGrainFactory grains, ClusterLimits limits, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(limits.MembershipPoll, time, stoppingToken);
                await grains.GetGrain<IUpkeepGrain>(UpkeepGrain.Key).BeatAsync(stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The cluster is being put together, or a silo was lost; the next beat comes.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
