using Synapse.Core.Agents;

namespace Synapse.Core.Marketplace;

/// <summary>What one match did about one capability.</summary>
/// <param name="IsFilled">Whether somebody was chosen for it.</param>
/// <param name="PaidMicroCredits">The part of the chosen agents' prices that falls to it; 0 when nobody was.</param>
/// <param name="Candidates">Agents that could have done it and were let in.</param>
/// <param name="SecondMicroCredits">The price of the best agent that was not chosen; null when there was none.</param>
/// <param name="WorthMicroCredits">What a perfect review of it would have been worth.</param>
/// <param name="ValueMicroCredits">What was expected of those who were chosen.</param>
public sealed record CapabilityOutcome(
    Capability Capability, bool IsFilled, long PaidMicroCredits, int Candidates, long? SecondMicroCredits, long WorthMicroCredits, long ValueMicroCredits);
