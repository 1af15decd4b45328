namespace Synapse.Cli;

/// <param name="Out">Data, for other programs.</param>
/// <param name="Error">Talk, for people.</param>
internal sealed record CliOutput(TextWriter Out, TextWriter Error);
