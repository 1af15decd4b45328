using Orleans.Concurrency;
using Orleans.Placement;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Cluster.Benchmarks;

[Reentrant]
[RandomPlacement]
internal sealed class BareGrain : Grain, IBareGrain
{
    private Answer<ReviewReply>? _answer;

    public Task<Answer<ReviewReply>> ObserveAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(_answer!);

    public Task KeepAsync(Answer<ReviewReply> answer)
    {
        _answer = answer;
        return Task.CompletedTask;
    }
}
