using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Structure;

/// <summary>
/// Finds functions, loops and branches well enough for context and metrics, on whole files and on lone hunks.
/// It reads tokens only and gives up quietly where the code is not balanced.
/// </summary>
internal static class ScopeReader
{
    public static IReadOnlyList<Scope> Read(LanguageDefinition language, string text, TokenList tokens)
    {
        var source = new TokenSource(language, text, tokens);
        return language.Blocks switch
        {
            BlockStyle.Indentation => IndentationScopes.Read(source),
            BlockStyle.DoEnd => DoEndScopes.Read(source),
            BlockStyle.End => EndScopes.Read(source),
            BlockStyle.None => [],
            _ => BraceScopes.Read(source),
        };
    }
}
