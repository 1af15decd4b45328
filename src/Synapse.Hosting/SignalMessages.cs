using Synapse.Contracts.Signals;
using Synapse.Core.Signals;

namespace Synapse.Hosting;

/// <summary>Signals as the messages that leave a host.</summary>
public static class SignalMessages
{
    public static SignalMessage Of(string id, Signal signal, string tenant, DateTimeOffset at) => new(id, $"/synapse/{tenant}", signal.Type, signal.Subject, at, signal.Text);
}
