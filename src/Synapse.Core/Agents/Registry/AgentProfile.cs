namespace Synapse.Core.Agents.Registry;

/// <summary>Something that an agent can do, named and described for people and for other agents. What it says in full is read only when it is used.</summary>
/// <param name="Digest">SHA-256 of the whole skill, 64 hexadecimal digits; empty for one that has no body.</param>
public sealed record AgentSkill(string Name, string Description, string Digest);

/// <summary>What an agent says of itself.</summary>
/// <param name="Version">The publisher's label.</param>
/// <param name="Digest">Of everything that decides how the agent reads: another digest is another version, whatever its label is.</param>
/// <param name="Tier">Whether it runs on every review or only on deep ones.</param>
/// <param name="MaxLines">The largest change that it takes; 0 for any.</param>
/// <param name="Publisher">Who is paid and answers for it.</param>
/// <param name="Licence">An SPDX identifier, or the publisher's own name for its terms.</param>
/// <param name="Domain">What it is about, such as <c>payments</c>; empty for anything.</param>
/// <param name="Endpoint">Where an agent that runs elsewhere can be asked about itself; empty for one that only takes work.</param>
public sealed record AgentProfile(
    AgentKind Kind, string Version, string Digest, AgentTier Tier, string Description, ValueList<Capability> Capabilities, ValueList<string> Frameworks, int MaxLines,
    string Publisher, string Licence, string Domain, string Endpoint, ValueList<AgentSkill> Skills);

/// <summary>A version of an agent, with when it came.</summary>
public sealed record AgentRelease(AgentProfile Profile, DateTimeOffset At);
