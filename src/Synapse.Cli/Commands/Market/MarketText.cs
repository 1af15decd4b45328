using System.Text.RegularExpressions;
using Synapse.Analysis.Reports;
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

    /// <summary>What an operator should know of the listing; a dash for nothing.</summary>
    public static string Remark(ListingEntry entry)
    {
        string[] remarks =
        [
            .. entry.Listing is { IsThirdParty: true } ? (string[])[$"of a third party, {ReportText.Count(entry.Approvals.Count, "approval")}"] : [],
            .. entry.Listing is { IsRemote: true } ? (string[])["runs elsewhere"] : [],
        ];
        return remarks.Length == 0 ? "-" : string.Join(", ", remarks);
    }

    /// <summary>A reason as people write it, such as "too many lines".</summary>
    public static string Of(NotChosen reason) => reason == NotChosen.No ? "chosen" : WordStart().Replace(reason.ToString(), " $0").TrimStart().ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
