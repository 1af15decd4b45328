using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>Runs handed-out work outside the engine; the result comes back as a command.</summary>
public interface IWorkRunner
{
    /// <summary>Starts the work and returns at once. Starting the same work again is harmless.</summary>
    void Start(AggregateId aggregate, HandOutWork work);

    /// <summary>Stops the work of an agent for an aggregate, where it still runs.</summary>
    void Recall(AggregateId aggregate, string agent);
}
