using Synapse.Analysis.Flow;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Scanning;

/// <summary>The lexed and structured form of one reviewed text, made only when a check asks for it.</summary>
internal sealed class TextStructure
{
    /// <param name="sources">Where outside values come in, for the rules that follow them; null where none does.</param>
    public TextStructure(ReviewedText text, FlowSources? sources = null)
    {
        Tokens = Lexer.Run(text.Language, text.Text, text.SegmentStarts);
        Source = new TokenSource(text.Language, text.Text, Tokens);
        Scopes = ScopeReader.Read(text.Language, text.Text, Tokens);
        ScopeIndex = new ScopeIndex(Source, Scopes);
        Expressions = new Expressions(Source, ScopeIndex, new Lazy<FlowResult?>(() => sources is null ? null : FlowAnalysis.Run(Source, sources)));
    }

    public TokenList Tokens { get; }

    public TokenSource Source { get; }

    public IReadOnlyList<Scope> Scopes { get; }

    public ScopeIndex ScopeIndex { get; }

    public Expressions Expressions { get; }
}
