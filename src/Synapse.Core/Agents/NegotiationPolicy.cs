namespace Synapse.Core.Agents;

public enum NegotiationPolicy
{
    HighestSeverity,
    WeightedExpertise,
    Majority,
    Escalate,
}
