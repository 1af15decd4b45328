using Synapse.Core.Agents;

namespace Synapse.Core.Marketplace;

/// <summary>An agent as it is offered on a market.</summary>
/// <param name="Agent">The agent's id; a market lists each once.</param>
/// <param name="Publisher">Who offers it and is paid. Bids of one publisher count as one.</param>
/// <param name="Frameworks">The only frameworks it knows, such as <c>react</c>; empty for one that is not tied to any.</param>
/// <param name="Licence">An SPDX identifier, or the publisher's own name for its terms.</param>
/// <param name="IsThirdParty">Whether it is from outside the tenant, and so needs the approvals that the policy asks for.</param>
/// <param name="IsRemote">Whether it runs elsewhere: the change leaves this installation.</param>
public sealed record Listing(
    string Agent,
    string Version,
    string Publisher,
    ListingTier Tier,
    ValueList<Capability> Capabilities,
    ListingLimits Limits,
    ValueList<string> Frameworks,
    ListingPrice Price,
    ListingSla Sla,
    string Licence,
    bool IsThirdParty,
    bool IsRemote);
