using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Runtime.Queues;

/// <summary>Does what a queue hands out.</summary>
public interface IWorkHandler
{
    /// <summary>The agents whose work it does; empty for any.</summary>
    IReadOnlyList<string> Agents { get; }

    /// <summary>Does one item. An exception is a transient failure. The same item may come again, also while an attempt that was believed dead still runs.</summary>
    /// <param name="cancellationToken">Cancelled when the lease is lost or the workers stop: nobody waits for the result any more.</param>
    Task<WorkResult> RunAsync(AggregateId queue, ClaimedWork work, CancellationToken cancellationToken);
}
