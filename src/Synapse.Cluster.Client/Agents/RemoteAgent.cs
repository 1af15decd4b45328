using Synapse.Contracts;
using Synapse.Contracts.Agents;

namespace Synapse.Cluster.Client.Agents;

/// <summary>
/// An agent that runs wherever its owner likes: it takes the work that it was hired for, does one piece after the other, and reports. Silos that are out of reach are
/// waited for; a wrong key or a suspended agent ends it.
/// </summary>
/// <param name="agent">Its id, as it is registered.</param>
/// <param name="key">Its own key.</param>
public sealed class RemoteAgent(IClusterClient cluster, string tenant, string agent, string key, TimeProvider time)
{
    private const string Denied = "denied";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    private readonly string _run = Guid.NewGuid().ToString("N");

    private IAgentDoorGrain Door => cluster.GetGrain<IAgentDoorGrain>($"{tenant}/{agent}");

    /// <summary>Works until it is cancelled.</summary>
    /// <param name="review">Reads a change. An exception gives the work back, and it is tried again. Its token is cancelled when nobody waits for the result any more.</param>
    /// <exception cref="SynapseException">The agent may not work: its key is wrong, or it was suspended.</exception>
    public async Task RunAsync(Func<AgentWork, CancellationToken, Task<AgentReport>> review, CancellationToken cancellationToken)
    {
        for (var claim = 0L; !cancellationToken.IsCancellationRequested; claim++)
        {
            var id = $"{_run}/{claim}";
            var list = await CallAsync(() => Door.ClaimAsync(key, id, 1, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var work in list.Work)
            {
                await DoAsync(work, review, cancellationToken).ConfigureAwait(false);
            }

            if (list.Work.Count == 0)
            {
                await Task.WhenAny(Task.Delay(Pause, time, cancellationToken)).ConfigureAwait(false);
            }
        }
    }

    private async Task DoAsync(AgentWork work, Func<AgentWork, CancellationToken, Task<AgentReport>> review, CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var heart = time.CreateTimer(_ => _ = BeatAsync(work, lost), null, Beat, Beat);
        AgentReport report;
        try
        {
            report = await review(work, lost.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            await CallAsync(() => Door.FailAsync(key, work, $"{e.GetType().Name}: {e.Message}", isPermanent: false, cancellationToken), cancellationToken).ConfigureAwait(false);
            return;
        }

        var taken = await SendAsync(() => Door.ReportAsync(key, work, report, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (taken.Problem is { } problem)
        {
            // A report that is refused stays so; the review hears why instead of waiting in vain.
            await CallAsync(() => Door.FailAsync(key, work, problem.Message, isPermanent: true, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BeatAsync(AgentWork work, CancellationTokenSource lost)
    {
        try
        {
            if ((await Door.ExtendAsync(key, work, CancellationToken.None).ConfigureAwait(false)).Value is { IsStale: true })
            {
                await lost.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // Out of reach, or done meanwhile: the next beat comes, or none is needed.
        }
    }

    private async Task<T> CallAsync<T>(Func<Task<Outcome<T>>> call, CancellationToken cancellationToken)
        where T : class => (await SendAsync(call, cancellationToken).ConfigureAwait(false)).Required();

    /// <summary>Until it is answered by something else than silence or a request to wait.</summary>
    private async Task<Outcome<T>> SendAsync<T>(Func<Task<Outcome<T>>> call, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            try
            {
                var outcome = await call().ConfigureAwait(false);
                if (outcome.Problem is { Code: Denied } denied)
                {
                    throw new SynapseException(denied);
                }

                if (outcome.Problem is not { Code: "overloaded" })
                {
                    return outcome;
                }
            }
            catch (Exception e) when (e is not SynapseException && !cancellationToken.IsCancellationRequested)
            {
                // The cluster is out of reach for now.
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
