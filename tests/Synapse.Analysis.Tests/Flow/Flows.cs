using Synapse.Analysis.Flow;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Tests.Flow;

/// <summary>Follows values through a piece of code in which <c>source()</c> brings in an outside value and <c>sink(...)</c> is asked about.</summary>
internal static class Flows
{
    private static readonly FlowSources Sources = FlowSources.Of([@"\bsource\s*\("], [@"@Outside\b"], [@"@handler\b"], [@"@Mine\b"]);

    /// <summary>For each call of <c>sink</c>, in order, what is known of its only argument; null where it was not met.</summary>
    public static IReadOnlyList<Value?> AtSinks(string language, string code)
    {
        LanguageCatalog.TryGet(language, out var definition);
        var tokens = Lexer.Run(definition, code);
        var source = new TokenSource(definition, code, tokens);
        var result = FlowAnalysis.Run(source, Sources) ?? throw new InvalidOperationException($"{language} is not parsed");
        var values = new List<Value?>();
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (source.Is(i, "sink") && source.Is(i + 1, "(") && tokens.MatchOf(i + 1) is var close && close > i + 2 && !source.Is(i - 1, "func") && !source.Is(i - 1, "def") && !source.Is(i - 1, "function"))
            {
                values.Add(result.At(new TokenRange(i + 2, close - 1)));
            }
        }

        return values;
    }

    /// <summary>One letter per sink: <c>T</c> from outside, <c>-</c> not, <c>?</c> not met.</summary>
    public static string Signs(string language, string code) =>
        string.Concat(AtSinks(language, code).Select(v => v is null ? '?' : v.IsTainted ? 'T' : '-'));
}
