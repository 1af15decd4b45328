using Orleans.Placement;
using Orleans.Runtime;

namespace Synapse.Cluster.Benchmarks;

[RandomPlacement]
internal sealed class PlainGrain([PersistentState("plain", BenchSilo.Plain)] IPersistentState<PlainState> state, PlainReviews reviews, IGrainFactory grains) : Grain, IPlainGrain
{
    private int _left;

    public async Task RequestAsync(byte[] request, byte[][] reports)
    {
        _left = reports.Length;
        await WriteAsync(request);
        foreach (var report in reports)
        {
            _ = grains.GetGrain<IPlainGrain>(this.GetPrimaryKeyString()).ReportAsync(report);
        }
    }

    public async Task ReportAsync(byte[] report)
    {
        await WriteAsync(report);
        if (--_left == 0)
        {
            reviews.End(this.GetPrimaryKeyString());
        }
    }

    private Task WriteAsync(byte[] bytes)
    {
        state.State.Bytes = bytes;
        return state.WriteStateAsync();
    }
}
