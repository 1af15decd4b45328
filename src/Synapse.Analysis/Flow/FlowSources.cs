using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Flow;

/// <summary>Where outside values come in, as the packs of a language say.</summary>
/// <param name="Expressions">Matched against the text of an expression without white space, <c>(</c> or <c>[</c> included where it is called or indexed.</param>
/// <param name="Parameters">Matched against a parameter as written, with annotations and type.</param>
/// <param name="Handlers">Matched against the head of a function's class and what stands before its parameters, annotations included; all its parameters are sources.</param>
/// <param name="Exceptions">Parameters and functions that are no sources after all.</param>
internal sealed record FlowSources(LinearRegex? Expressions, LinearRegex? Parameters, LinearRegex? Handlers, LinearRegex? Exceptions)
{
    public static FlowSources Of(IEnumerable<string> expressions, IEnumerable<string> parameters, IEnumerable<string> handlers, IEnumerable<string> exceptions) =>
        new(OneOf(expressions), OneOf(parameters), OneOf(handlers), OneOf(exceptions));

    private static LinearRegex? OneOf(IEnumerable<string> patterns)
    {
        var all = patterns.Distinct(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? null : new LinearRegex(string.Join('|', all.Select(p => $"(?:{p})")));
    }
}
