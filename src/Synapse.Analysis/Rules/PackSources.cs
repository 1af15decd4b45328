namespace Synapse.Analysis.Rules;

/// <summary>What a pack file says about where outside values come in.</summary>
/// <param name="Expressions">Expressions that read what the outside controls.</param>
/// <param name="Parameters">Parameters, as written with annotations and type, that hold it.</param>
/// <param name="Handlers">Functions, as written before their parameters, all of whose parameters hold it.</param>
internal sealed record PackSources(IReadOnlyList<LinearRegex> Expressions, IReadOnlyList<LinearRegex> Parameters, IReadOnlyList<LinearRegex> Handlers)
{
    public static PackSources None { get; } = new([], [], []);
}
