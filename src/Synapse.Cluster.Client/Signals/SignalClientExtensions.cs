using Orleans.Hosting;

namespace Synapse.Cluster.Client.Signals;

/// <summary>Signals for clients of the cluster.</summary>
public static class SignalClientExtensions
{
    /// <summary>
    /// Lets this client subscribe to the streams that <see cref="SignalStreams"/> names, whatever the silos take the signals from. A token is of
    /// use where they take them from the journal. Orleans calls the listeners of one client one after the other, so none of them may wait long.
    /// </summary>
    public static IClientBuilder AddSynapseStreams(this IClientBuilder builder) =>
        builder.AddPersistentStreams(SignalStreams.Provider, (_, name) => new SignalAdapter(name), null);
}
