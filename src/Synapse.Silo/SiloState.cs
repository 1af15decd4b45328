namespace Synapse.Silo;

/// <summary>How far this process is in its life.</summary>
internal sealed class SiloState
{
    public volatile bool HasStarted;

    /// <summary>Set when it is to stop: it takes no more requests from outside.</summary>
    public volatile bool IsDraining;
}
