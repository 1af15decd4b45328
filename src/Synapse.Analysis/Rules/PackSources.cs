namespace Synapse.Analysis.Rules;

/// <summary>What a pack file says about where outside values come in.</summary>
/// <param name="Expressions">Expressions that read what the outside controls.</param>
/// <param name="Parameters">Parameters, as written with annotations and type, that hold it.</param>
/// <param name="Handlers">Functions, as written before their parameters with the head of their class before them, all of whose parameters hold it.</param>
/// <param name="Exceptions">Parameters and functions that are no sources after all.</param>
internal sealed record PackSources(IReadOnlyList<LinearRegex> Expressions, IReadOnlyList<LinearRegex> Parameters, IReadOnlyList<LinearRegex> Handlers, IReadOnlyList<LinearRegex> Exceptions)
{
    public static PackSources None { get; } = new([], [], [], []);
}
