using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>A mailbox for commands of one type.</summary>
internal interface ISender<TCommand, TReply>
    where TReply : class
{
    Task<Answer<TReply>> SendAsync(TCommand command, string actor, string commandId);
}
