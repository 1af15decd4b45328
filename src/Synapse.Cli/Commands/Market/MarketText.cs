using System.Text.RegularExpressions;
using Synapse.Cli.Terminal;
using Synapse.Core.Marketplace;

namespace Synapse.Cli.Commands.Market;

/// <summary>What stands on a market, in words for people.</summary>
internal static partial class MarketText
{
    public static string Of(ListingTier tier) => tier.ToString().ToLowerInvariant();

    public static string Of(ListingPrice price) => price switch
    {
        ListingPrice.Fixed p => $"{AmountText.WithUnit(p.MicroCredits)} for each change",
        ListingPrice.PerLine p => $"{AmountText.WithUnit(p.MicroCredits)} for each changed line{(p.MinimumMicroCredits > 0 ? $", at least {AmountText.Of(p.MinimumMicroCredits)}" : "")}",
        ListingPrice.PerToken p => $"{AmountText.WithUnit(p.PerThousandMicroCredits)} for a thousand tokens, {AmountText.Of(p.TokensPerLine)} a line and {AmountText.Of(p.BaseTokens)} beside",
        ListingPrice.SealedBid p => $"bids from {AmountText.WithUnit(p.BaseMicroCredits)}, {AmountText.Of(p.PerLineMicroCredits)} for each changed line",
        _ => "?",
    };

    /// <summary>What a third party's listing still needs, to be appended; empty for others.</summary>
    public static string Approval(ListingEntry entry) => entry.Listing is { IsThirdParty: true } ? $", of a third party, {entry.Approvals.Count} approvals" : "";

    /// <summary>A reason as people write it, such as "too many lines".</summary>
    public static string Of(NotChosen reason) => reason == NotChosen.No ? "chosen" : WordStart().Replace(reason.ToString(), " $0").TrimStart().ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
