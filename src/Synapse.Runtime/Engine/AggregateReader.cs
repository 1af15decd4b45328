using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>Reads where an aggregate stands from the journal alone, for whoever looks on: without an engine, and without changing anything.</summary>
public static class AggregateReader
{
    /// <summary>The state, and the version it is of: 0 for an aggregate that does not exist.</summary>
    /// <exception cref="InvalidDataException">The journal holds something this version cannot read.</exception>
    public static async Task<(TState State, long Version)> ReadAsync<TAggregate, TState, TCommand, TEvent, TReply>(
        IJournal journal, AggregateId id, StoredForm<TState, TEvent> form, CancellationToken cancellationToken)
        where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
        where TReply : class
    {
        var loaded = await new AggregateStore<TAggregate, TState, TCommand, TEvent, TReply>(id, journal, form).LoadAsync(cancellationToken);
        return (loaded.State, loaded.Version);
    }
}
