using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>
/// Hosts aggregates. A command is answered after its events are in the journal; commands to one aggregate are decided one after
/// another, commands to different ones are independent. May be called from any thread.
/// </summary>
public interface IEngine
{
    /// <param name="actor">Who asks.</param>
    /// <param name="commandId">The sender's id for this command; sending the same one again is harmless.</param>
    /// <returns>The reply, or a refusal: <see cref="RefusalCode.Overloaded"/> when the aggregate's mailbox is full.</returns>
    /// <exception cref="InvalidDataException">The journal holds something this version cannot read.</exception>
    Task<Answer<TReply>> SendAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId)
        where TReply : class;
}
