using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Synapse.Cluster.Client;

namespace Synapse.Cluster;

/// <summary>Records in the cluster's grain storage when reminders came. Nothing is read or written until one does.</summary>
public sealed class WakeBook([FromKeyedServices(WakeBook.StorageName)] IGrainStorage storage, ILocalSiloDetails silo, ClusterLimits limits)
{
    /// <summary>The grain storage of everything that the cluster keeps beside the journal.</summary>
    public const string StorageName = "synapse";

    /// <summary>The storage looks at a name and a key, and keys are unique within a kind only.</summary>
    private static string StateOf(GrainId grain) => $"wake.{grain.Type}";

    public ClusterLimits Limits => limits;

    public string Silo { get; } = silo.Name;

    public async Task<WakeRecord?> ReadAsync(GrainId grain) => (await LoadAsync(grain)).State;

    public async Task WriteAsync(GrainId grain, WakeRecord record)
    {
        var state = await LoadAsync(grain);
        state.State = record;
        try
        {
            await storage.WriteStateAsync(StateOf(grain), grain, state);
        }
        catch (InconsistentStateException)
        {
            // Another activation recorded the same tick.
        }
    }

    private async Task<GrainState<WakeRecord?>> LoadAsync(GrainId grain)
    {
        var state = new GrainState<WakeRecord?>();
        await storage.ReadStateAsync(StateOf(grain), grain, state);
        return state;
    }
}
