namespace Synapse.Core.Agents;

/// <summary><see cref="Fast"/> specialists run on every review; <see cref="Deep"/> ones only on deep reviews.</summary>
public enum AgentTier
{
    Fast,
    Deep,
}
