namespace Synapse.Runtime.Hosts;

/// <summary>What carries signals to listeners.</summary>
public enum SignalProvider
{
    /// <summary>The journal: nothing is lost, and a listener may go back.</summary>
    Journal,
    /// <summary>Memory, for development.</summary>
    Memory,
}
