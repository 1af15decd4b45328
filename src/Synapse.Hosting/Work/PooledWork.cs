using System.Diagnostics;
using Synapse.Core.Kernel;

namespace Synapse.Hosting.Work;

/// <summary>One piece of work that waits or is done.</summary>
/// <param name="Parent">What asked for it, in a trace.</param>
internal sealed record PooledWork(AggregateId Review, HandOutWork Work, ActivityContext Parent)
{
    /// <summary>Set when its result would change nothing any more.</summary>
    public bool IsRecalled { get; set; }
}
