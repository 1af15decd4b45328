namespace Synapse.Core.Marketplace;

/// <summary>Why a candidate is not chosen: first what the agent cannot do, then what the policy forbids, then what others do better.</summary>
public enum NotChosen
{
    /// <summary>It is chosen.</summary>
    No,
    /// <summary>It covers no category and language of the change.</summary>
    NotCapable,
    TooManyLines,
    TooManyFiles,
    OtherFrameworks,
    AgentNotAdmitted,
    PublisherNotAdmitted,
    LicenceNotAdmitted,
    RemoteNotAllowed,
    NotApproved,
    /// <summary>Its circuit breaker is open.</summary>
    Unavailable,
    /// <summary>Its wait and its promised deadline together are longer than the review has.</summary>
    TooSlow,
    /// <summary>The change is risky, and nothing shows yet that the agent can do it.</summary>
    Unproven,
    AboveReserve,
    AboveBudget,
    /// <summary>Another sealed bid is better.</summary>
    Outbid,
    /// <summary>Alone it would cost more than what is expected of it.</summary>
    NotWorthIt,
    /// <summary>The chosen ones leave too little of the budget.</summary>
    BudgetSpent,
    /// <summary>As many are chosen as the policy allows.</summary>
    NoPlaceLeft,
    /// <summary>Beside the chosen ones it adds less than it costs, or others together are better.</summary>
    AddsTooLittle,
    /// <summary>It gave its place to an agent that is being tried.</summary>
    GaveWay,
}
