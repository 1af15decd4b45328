namespace Synapse.Core.Signals;

/// <summary>What the outside is told. The engine adds id, source and time and sends it as a CloudEvents 1.0 message.</summary>
/// <param name="Type">One of <see cref="SignalTypes"/>.</param>
/// <param name="Subject">The aggregate id.</param>
/// <param name="Text">One line for people.</param>
public sealed record Signal(string Type, string Subject, string Text);
