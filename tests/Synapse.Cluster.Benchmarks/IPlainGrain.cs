namespace Synapse.Cluster.Benchmarks;

/// <summary>A review as Orleans alone would have it: after each command the grain writes its state.</summary>
internal interface IPlainGrain : IGrainWithStringKey
{
    /// <summary>Writes the bytes of the request and lets the specialists report; ends when the request is written.</summary>
    Task RequestAsync(byte[] request, byte[][] reports);

    Task ReportAsync(byte[] report);
}
