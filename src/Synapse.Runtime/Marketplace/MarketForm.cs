using Synapse.Core.Marketplace;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Marketplace;

/// <summary>How markets are stored.</summary>
public static class MarketForm
{
    public static StoredForm<MarketState, MarketEvent> Current { get; } = new(() => new MarketEventCodec(), () => new MarketStateCodec());
}
