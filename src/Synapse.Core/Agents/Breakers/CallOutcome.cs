namespace Synapse.Core.Agents.Breakers;

/// <summary>How a call of an agent ended.</summary>
public enum CallOutcome
{
    Success,
    /// <summary>It may work when it is tried again: no answer, overload, a lost connection.</summary>
    TransientFailure,
    /// <summary>It will fail again until somebody changes something: bad configuration, a refused key.</summary>
    PermanentFailure,
}
