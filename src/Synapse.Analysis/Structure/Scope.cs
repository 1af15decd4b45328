namespace Synapse.Analysis.Structure;

internal enum ScopeKind
{
    Function,
    Loop,
    Branch,
    Block,
    /// <summary>Only asked for: a loop of the innermost function itself, so that a function made in a loop is not in it.</summary>
    OwnLoop,
}

/// <summary>A region of tokens, both ends inclusive. <paramref name="Header"/> is the token that introduces it.</summary>
internal sealed record Scope(ScopeKind Kind, string Name, int Header, int First, int Last, int Parameters = 0);
