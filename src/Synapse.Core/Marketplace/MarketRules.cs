using Synapse.Core.Agents;
using Synapse.Core.Kernel;

namespace Synapse.Core.Marketplace;

/// <summary>
/// What listings, policies and outcomes must keep to; each answer says what is wrong, or is null. The limits are such that the largest state of a
/// market is still a snapshot that a journal takes.
/// </summary>
public static class MarketRules
{
    public const int MaxCapabilities = 16;
    public const int MaxFrameworks = 8;
    public const int MaxNames = 1_000;
    public const int MaxTextLength = 64;
    public const int MaxWordLength = 32;

    /// <summary>The most of any price's parts, and the most per line, token or change: sums over the largest changes still fit.</summary>
    public const long MaxPrice = 1_000_000_000_000;
    public const long MaxUnitPrice = 100_000_000;

    private const int MaxTokens = 10_000_000;

    private static readonly TimeSpan LongestDeadline = TimeSpan.FromDays(1);

    public static string? Problem(Listing listing) =>
        !AggregateId.IsValidPart(listing.Agent) || !AggregateId.IsValidPart(listing.Publisher) ? "agent and publisher are named by letters, digits, '-', '_' or '.'"
        : !IsText(listing.Version) || !IsText(listing.Licence) ? $"version and licence are texts of 1 to {MaxTextLength} characters"
        : listing.Capabilities.Count is 0 or > MaxCapabilities || listing.Capabilities.Distinct().Count() < listing.Capabilities.Count
            ? $"a listing names 1 to {MaxCapabilities} capabilities, each once"
        : listing.Capabilities.Any(c => !IsCapability(c)) ? $"a capability is a known category and a language id of 1 to {MaxWordLength} letters, digits, '-', '_' or '.', or '*'"
        : !Enum.IsDefined(listing.Tier) ? "the tier is not known"
        : listing.Limits.MaxLines < 0 || listing.Limits.MaxFiles < 0 ? "limits are not negative; 0 is none"
        : listing.Frameworks.Count > MaxFrameworks || listing.Frameworks.Any(f => !IsWord(f)) ? $"a listing names at most {MaxFrameworks} frameworks in up to {MaxWordLength} letters, digits, '-', '_' or '.'"
        : listing.Sla.Deadline <= TimeSpan.Zero || listing.Sla.Deadline > LongestDeadline ? "the promised deadline is more than nothing and at most a day"
        : listing.Sla.AvailabilityBasisPoints is < 0 or > BasisPoints.All ? "the promised availability is from 0 to 10,000 basis points"
        : Problem(listing.Price);

    public static string? Problem(MarketPolicy policy) =>
        new[] { policy.Publishers, policy.Licences, policy.Agents }.Any(r => r.Allowed.Count + r.Denied.Count > MaxNames || r.Allowed.Concat(r.Denied).Any(n => n.Length > AggregateId.MaxPartLength))
            ? $"a list of the allowed and denied holds at most {MaxNames} names of up to {AggregateId.MaxPartLength} characters"
        : policy.RequiredApprovals is < 0 or > MarketDecider.MaxApprovals ? $"0 to {MarketDecider.MaxApprovals} approvals can be required"
        : policy.Reserves.Any(r => !Enum.IsDefined(r.Key) || r.Value is < 0 or > MaxPrice) ? $"a reserve price is from 0 to {MaxPrice} micro-credits"
        : policy.ExplorationBasisPoints is < 0 or > MarketPolicy.MaxExplorationBasisPoints ? $"exploration takes from 0 to {MarketPolicy.MaxExplorationBasisPoints} basis points of the matches"
        : policy.LittleKnownBelow is < 0 or > BasisPoints.All || policy.PriorQualityBasisPoints is < 0 or > BasisPoints.All ? "the evidence and the quality of the little-known are from 0 to 10,000"
        : policy.MaxSpecialists is < 1 or > MatchDecision.MaxChosen ? $"1 to {MatchDecision.MaxChosen} specialists can work on a change"
        : policy.Worth.BaseMicroCredits is < 0 or > MaxPrice || policy.Worth.PerLineMicroCredits is < 0 or > MaxUnitPrice
            ? $"the worth of a category is from 0 to {MaxPrice} micro-credits, and to {MaxUnitPrice} per line"
        : policy.Bids.FloorBasisPoints is < 0 or > BasisPoints.All || policy.Bids.CeilingBasisPoints is < BasisPoints.All or > 10 * BasisPoints.All || policy.Bids.MaxBidsPerPublisher < 1
            ? "the floor of bids is at most, and their ceiling at least, the usual price (10,000 basis points); a publisher has 1 bid or more"
        : policy.Quotes.ComplexityMarkupBasisPoints is < 0 or > BasisPoints.All || policy.Quotes.MinDemandBasisPoints is < 1 or > BasisPoints.All
            || policy.Quotes.MaxDemandBasisPoints is < BasisPoints.All or > 10 * BasisPoints.All
            ? "the markup is at most 10,000 basis points, and the demand factor's bounds are on the two sides of 10,000"
        : null;

    public static string? Problem(MatchOutcome outcome, DateOnly today) =>
        !AggregateId.IsValidPart(outcome.ReviewId) ? "the review is named by letters, digits, '-', '_' or '.'"
        : outcome.Day > today.AddDays(1) ? "the match is from a day that has not come"
        : outcome.Capabilities.Count > MaxCapabilities || outcome.Capabilities.Select(c => c.Capability).Distinct().Count() < outcome.Capabilities.Count
            ? $"a match has at most {MaxCapabilities} capabilities, each once"
        : outcome.Capabilities.Any(c => !IsCapability(c.Capability)) ? "a capability is a known category and a language id"
        : outcome.Capabilities.Any(c => c.Candidates < 0 || IsNoSum(c.PaidMicroCredits) || IsNoSum(c.SecondMicroCredits ?? 0) || IsNoSum(c.WorthMicroCredits) || IsNoSum(c.ValueMicroCredits))
            ? $"the figures of a match are from 0 to {MaxPrice} micro-credits"
        : null;

    private static string? Problem(ListingPrice price)
    {
        var isRight = price switch
        {
            ListingPrice.Fixed p => p.MicroCredits is >= 0 and <= MaxPrice,
            ListingPrice.PerLine p => p.MicroCredits is >= 0 and <= MaxUnitPrice && p.MinimumMicroCredits is >= 0 and <= MaxPrice,
            ListingPrice.PerToken p => p.PerThousandMicroCredits is >= 0 and <= MaxUnitPrice && p.TokensPerLine is >= 0 and <= 10_000 && p.BaseTokens is >= 0 and <= MaxTokens,
            ListingPrice.SealedBid p => p.BaseMicroCredits is >= 0 and <= MaxPrice && p.PerLineMicroCredits is >= 0 and <= MaxUnitPrice && p.ComplexityMarkupBasisPoints is >= 0 and <= 10 * BasisPoints.All,
            _ => false,
        };
        return isRight ? null : $"a price is from 0 to {MaxPrice} micro-credits, and to {MaxUnitPrice} per line or thousand tokens";
    }

    private static bool IsCapability(Capability capability) => Enum.IsDefined(capability.Category) && (capability.Language == "*" || IsWord(capability.Language));

    private static bool IsWord(string text) => text.Length <= MaxWordLength && AggregateId.IsValidPart(text);

    private static bool IsText(string text) => text.Length is > 0 and <= MaxTextLength;

    private static bool IsNoSum(long amount) => amount is < 0 or > MaxPrice;
}
