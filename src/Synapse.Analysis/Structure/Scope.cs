namespace Synapse.Analysis.Structure;

internal enum ScopeKind
{
    Function,
    Loop,
    Branch,
    Block,
}

/// <summary>A region of tokens, both ends inclusive. <paramref name="Header"/> is the token that introduces it.</summary>
internal sealed record Scope(ScopeKind Kind, string Name, int Header, int First, int Last, int Parameters = 0);
