using Synapse.Core.Kernel;

namespace Synapse.Core.Agents.Registry;

/// <summary>An agent as the tenant knows it.</summary>
/// <param name="Releases">Its versions, the newest last.</param>
/// <param name="KeyHash">Empty for an agent without a key.</param>
/// <param name="Commands">Ids of commands that must not be done a second time, the last ones.</param>
public sealed record AgentState(AgentStatus Status, string Reason, ValueList<AgentRelease> Releases, string KeyHash, RecentMap<long> Commands)
{
    /// <summary>Versions that are kept; older ones are in the journal.</summary>
    public const int MaxReleases = 50;

    public const int MaxCommands = 256;

    public static AgentState Empty { get; } = new(AgentStatus.None, "", [], "", RecentMap<long>.Empty);

    /// <summary>Whether it may be given work.</summary>
    public bool MayWork => Status == AgentStatus.Active;

    /// <summary>Folds one event. Total: what does not fit leaves the state as it is.</summary>
    public static AgentState Evolve(AgentState state, AgentEvent @event) => @event switch
    {
        AgentEvent.Registered e => state with { Status = AgentStatus.Registered, Releases = [new AgentRelease(e.Profile, e.At)] },
        AgentEvent.VersionAdded e => state with { Releases = state.Releases.Add(new AgentRelease(e.Profile, e.At)).TakeLast(MaxReleases).ToValueList() },
        AgentEvent.StatusChanged e => state with { Status = e.Status, Reason = e.Reason, Commands = state.Commands.With(e.CommandId, 0, MaxCommands) },
        AgentEvent.KeySet e => state with { KeyHash = e.KeyHash, Commands = state.Commands.With(e.CommandId, 0, MaxCommands) },
        _ => state,
    };
}
