using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>Whatever must know the kinds of aggregates before it meets one.</summary>
public interface IKindHost
{
    /// <summary>Makes a kind known. Call it before the first use.</summary>
    void Add<TAggregate, TState, TCommand, TEvent, TReply>(StoredForm<TState, TEvent> form)
        where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
        where TReply : class;
}
