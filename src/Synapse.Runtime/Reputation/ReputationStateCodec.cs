using Synapse.Core.Reputation;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reputation;

/// <summary>Reputation states as JSON, for snapshots.</summary>
public sealed class ReputationStateCodec() : JsonStateCodec<ReputationState>("reputation.state/1", ReputationJson.Default.ReputationState);
