using System.Text.Json.Serialization;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Marketplace;

/// <summary>The journaled names and JSON of market events.</summary>
public sealed class MarketEventCodec() : JsonEventCodec<MarketEvent>(
    [
        ("market.listing_published/1", typeof(MarketEvent.ListingPublished), MarketJson.Default.ListingPublished),
        ("market.listing_withdrawn/1", typeof(MarketEvent.ListingWithdrawn), MarketJson.Default.ListingWithdrawn),
        ("market.listing_approved/1", typeof(MarketEvent.ListingApproved), MarketJson.Default.ListingApproved),
        ("market.policy_set/1", typeof(MarketEvent.PolicySet), MarketJson.Default.PolicySet),
        ("market.match_recorded/1", typeof(MarketEvent.MatchRecorded), MarketJson.Default.MatchRecorded),
    ],
    []);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ValueConverters)])]
[JsonSerializable(typeof(MarketEvent.ListingPublished))]
[JsonSerializable(typeof(MarketEvent.ListingWithdrawn))]
[JsonSerializable(typeof(MarketEvent.ListingApproved))]
[JsonSerializable(typeof(MarketEvent.PolicySet))]
[JsonSerializable(typeof(MarketEvent.MatchRecorded))]
[JsonSerializable(typeof(MarketState))]
[JsonSerializable(typeof(Capability))]
[JsonSerializable(typeof(Category))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(CapabilityOutcome))]
[JsonSerializable(typeof(ListingEntry))]
[JsonSerializable(typeof(DateOnly))]
[JsonSerializable(typeof(DemandDay))]
[JsonSerializable(typeof(ValueMap<DateOnly, DemandDay>))]
[JsonSerializable(typeof(ValueSet<string>))]
internal sealed partial class MarketJson : JsonSerializerContext;
