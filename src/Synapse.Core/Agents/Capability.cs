using Synapse.Core.Findings;

namespace Synapse.Core.Agents;

/// <summary>What an agent can review. <paramref name="Language"/> is a language id or <c>*</c> for any.</summary>
public sealed record Capability(Category Category, string Language);
