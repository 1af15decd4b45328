using Synapse.Core;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>All that one file says of an agent.</summary>
/// <param name="Listing">How it is offered on a market; null for an agent that is not.</param>
public sealed record AgentFile(string Id, AgentProfile Profile, Listing? Listing);

/// <summary>An agent and no problems, or no agent and every problem.</summary>
public sealed record AgentFileResult(AgentFile? Agent, ValueList<JsonProblem> Problems);
