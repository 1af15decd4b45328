using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>Takes commands from one aggregate to another.</summary>
public interface ITeller
{
    /// <summary>Ends once the command was answered. Throws when it was refused or could not be sent; it is tried again.</summary>
    ValueTask TellAsync(Tell tell, string commandId, CancellationToken cancellationToken);
}
