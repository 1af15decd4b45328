using Synapse.Core.Kernel;
using Synapse.Core.Signals;

namespace Synapse.Core.Marketplace;

/// <summary>The effects of market events.</summary>
public static class MarketReactor
{
    public static IReadOnlyList<Effect> React(AggregateId id, MarketEvent @event) => @event switch
    {
        MarketEvent.ListingPublished e => [Changed(id, $"{e.Listing.Agent} {e.Listing.Version} is listed, revision {e.Revision}")],
        MarketEvent.ListingApproved e => [Changed(id, $"the listing of {e.Agent}, revision {e.Revision}, is approved by {e.Approver}")],
        MarketEvent.ListingWithdrawn e => [Changed(id, $"the listing of {e.Agent} is withdrawn")],
        _ => [],
    };

    private static PublishSignal Changed(AggregateId id, string text) => new(new Signal(SignalTypes.AgentChanged, id.ToString(), text));
}
