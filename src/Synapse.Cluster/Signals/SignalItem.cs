using Synapse.Contracts.Signals;

namespace Synapse.Cluster.Signals;

/// <summary>A signal and its place.</summary>
internal readonly record struct SignalItem(SignalPlace Place, SignalMessage Message);
