using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>Grain storage that outlives the silos, as a database does.</summary>
internal sealed class SharedGrainStorage
{
    private readonly ConcurrentDictionary<GrainId, (string Tag, byte[] State)> _rows = new();
    private int _writes;

    public int Writes => _writes;

    public IGrainStorage For(IServiceProvider services) => new OfSilo(this, services.GetRequiredService<Serializer>());

    private sealed class OfSilo(SharedGrainStorage shared, Serializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (shared._rows.TryGetValue(grainId, out var row))
            {
                (grainState.State, grainState.ETag, grainState.RecordExists) = (serializer.Deserialize<T>(row.State), row.Tag, true);
            }

            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var row = (Tag: Guid.NewGuid().ToString(), State: serializer.SerializeToArray(grainState.State));
            shared._rows.AddOrUpdate(grainId, row, (_, old) => old.Tag == grainState.ETag ? row : throw new InconsistentStateException("written by another activation"));
            Interlocked.Increment(ref shared._writes);
            (grainState.ETag, grainState.RecordExists) = (row.Tag, true);
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            shared._rows.TryRemove(grainId, out _);
            (grainState.ETag, grainState.RecordExists) = (null, false);
            return Task.CompletedTask;
        }
    }
}
