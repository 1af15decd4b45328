using Synapse.Hosting.Work;
using Synapse.Runtime.Agents;

namespace Synapse.Silo;

/// <summary>
/// The first thing a silo does when it stops: it says that it is not ready, and finishes the work that it has, as long as it may. After that
/// Orleans hands its grains over and leaves the cluster; work that is left is taken by the others.
/// </summary>
internal sealed class SiloDrain(SiloState state, ReviewWorkers workers, SiloConfiguration configuration, ILogger<SiloDrain> log) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        state.IsDraining = true;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(configuration.Host.Cluster.Drain);
        var left = await workers.DrainAsync(bound.Token);
        log.LogInformation("Drained; {Left} workers are still at work, and what they have is left to the others", left);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
