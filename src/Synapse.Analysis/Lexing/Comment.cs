namespace Synapse.Analysis.Lexing;

/// <summary>A comment, delimiters included.</summary>
internal readonly record struct Comment(int Start, int Length, int Line);
