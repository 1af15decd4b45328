namespace Synapse.Core.Marketplace;

/// <summary>Changed lines in one language.</summary>
public sealed record LanguageLines(string Language, int Lines);
