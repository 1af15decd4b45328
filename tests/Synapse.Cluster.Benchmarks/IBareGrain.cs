using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Cluster.Benchmarks;

/// <summary>A grain with nothing around it: what a call costs without Synapse.</summary>
internal interface IBareGrain : IGrainWithStringKey
{
    /// <summary>Gives the answer that it was given last.</summary>
    Task<Answer<ReviewReply>> ObserveAsync(CommandContext context, CancellationToken cancellationToken);

    Task KeepAsync(Answer<ReviewReply> answer);
}
