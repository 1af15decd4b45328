using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>Runs handed-out work outside the engine; the result comes back as a command.</summary>
public interface IWorkRunner
{
    /// <summary>Takes the work and returns at once, before it is done. Starting the same work again is harmless. Throws when the work is not taken; it is tried again.</summary>
    ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken);

    /// <summary>Stops work, where it still runs.</summary>
    ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken);

    /// <summary>Wakes workers that take work out of a queue themselves; for those who do not, nothing.</summary>
    ValueTask OfferAsync(AggregateId queue, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
