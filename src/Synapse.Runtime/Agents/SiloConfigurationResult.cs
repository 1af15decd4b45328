using Synapse.Core;

using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>A configuration and no problems, or no configuration and every problem.</summary>
public sealed record SiloConfigurationResult(SiloConfiguration? Configuration, ValueList<JsonProblem> Problems);
