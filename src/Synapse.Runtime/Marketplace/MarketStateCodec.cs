using Synapse.Core.Marketplace;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Marketplace;

/// <summary>Market states as JSON, for snapshots.</summary>
public sealed class MarketStateCodec() : JsonStateCodec<MarketState>("market.state/1", MarketJson.Default.MarketState);
