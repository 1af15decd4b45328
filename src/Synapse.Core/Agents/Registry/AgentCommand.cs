namespace Synapse.Core.Agents.Registry;

public abstract record AgentCommand
{
    /// <summary>Makes the agent, or a new version of it, known. A digest that is known changes nothing. Reviews that run end on the version they began with.</summary>
    public sealed record Register(AgentProfile Profile) : AgentCommand;

    /// <summary>Moves the agent to another stage of its life.</summary>
    /// <param name="Reason">Needed to suspend it.</param>
    public sealed record SetStatus(AgentStatus Status, string Reason) : AgentCommand;

    /// <summary>Sets the key that an agent which runs elsewhere shows, by its SHA-256 in 64 hexadecimal digits: the key itself is nowhere.</summary>
    public sealed record SetKey(string KeyHash) : AgentCommand;

    /// <summary>Changes nothing; denied unless the agent has this key and may work or end what it has.</summary>
    public sealed record Verify(string KeyHash) : AgentCommand;

    /// <summary>Changes nothing; the reply says where the agent stands.</summary>
    public sealed record Observe : AgentCommand;
}
