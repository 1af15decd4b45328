using System.Text.Json.Serialization;

namespace Synapse.Core.Marketplace;

/// <summary>How an agent is paid for one change, in micro-credits. <see cref="Quote"/> says what that comes to.</summary>
[JsonDerivedType(typeof(Fixed), "fixed")]
[JsonDerivedType(typeof(PerLine), "perLine")]
[JsonDerivedType(typeof(PerToken), "perToken")]
[JsonDerivedType(typeof(SealedBid), "sealedBid")]
public abstract record ListingPrice
{
    /// <summary>The same for every change, whatever its size or the demand.</summary>
    public sealed record Fixed(long MicroCredits) : ListingPrice;

    /// <param name="MicroCredits">For each changed line.</param>
    /// <param name="MinimumMicroCredits">Asked even for a change of one line.</param>
    public sealed record PerLine(long MicroCredits, long MinimumMicroCredits) : ListingPrice;

    /// <param name="PerThousandMicroCredits">For a thousand tokens.</param>
    /// <param name="TokensPerLine">Tokens that a changed line costs on average, with what is read around it.</param>
    /// <param name="BaseTokens">Tokens of instructions, whatever the size of the change.</param>
    public sealed record PerToken(long PerThousandMicroCredits, int TokensPerLine, int BaseTokens) : ListingPrice;

    /// <summary>The agent bids for each change, and is paid what the auction gives, never less than its bid.</summary>
    /// <param name="BaseMicroCredits">Of the bid for any change.</param>
    /// <param name="PerLineMicroCredits">Added for each changed line.</param>
    /// <param name="ComplexityMarkupBasisPoints">Added, as a share of the rest, for a change of full complexity; in proportion for others.</param>
    public sealed record SealedBid(long BaseMicroCredits, long PerLineMicroCredits, int ComplexityMarkupBasisPoints) : ListingPrice;
}
