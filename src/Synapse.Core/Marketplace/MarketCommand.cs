namespace Synapse.Core.Marketplace;

public abstract record MarketCommand
{
    /// <summary>Lists an agent, or changes its listing. What is listed already in the same words changes nothing.</summary>
    /// <param name="After">The revision that this replaces: 0 for an agent that the market has never listed.</param>
    public sealed record Publish(Listing Listing, int After) : MarketCommand;

    /// <param name="After">The revision that is withdrawn.</param>
    public sealed record Withdraw(string Agent, int After) : MarketCommand;

    /// <summary>The actor approves one revision of a listing; its publisher cannot.</summary>
    public sealed record Approve(string Agent, int Revision) : MarketCommand;

    /// <param name="After">The policy's revision that this replaces; 0 for the default one.</param>
    public sealed record SetPolicy(MarketPolicy Policy, int After) : MarketCommand;

    /// <summary>Counts a match for the figures.</summary>
    public sealed record RecordMatch(MatchOutcome Outcome) : MarketCommand;

    /// <summary>Changes nothing; the reply says where the market stands.</summary>
    /// <param name="Agent">Whose listing is wanted; null for none.</param>
    public sealed record Observe(string? Agent = null) : MarketCommand;
}
