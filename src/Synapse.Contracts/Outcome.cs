namespace Synapse.Contracts;

/// <summary>What a call gives: a value, or what is wrong. Exactly one of the two is there.</summary>
public sealed record Outcome<T>(T? Value, Problem? Problem)
    where T : class
{
    /// <summary>The value, for callers that have nothing to do about a problem.</summary>
    /// <exception cref="SynapseException">There is none.</exception>
    public T Required() => Value ?? throw new SynapseException(Problem ?? new Problem("invalid", 400, "there is neither a value nor a problem"));
}
