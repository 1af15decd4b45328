using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>Breaker states as JSON, for snapshots.</summary>
public sealed class BreakerStateCodec() : JsonStateCodec<BreakerState>("breaker.state/1", BreakerJson.Default.BreakerState);
