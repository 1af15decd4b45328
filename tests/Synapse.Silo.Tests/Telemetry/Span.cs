namespace Synapse.Silo.Tests.Telemetry;

/// <summary>A span as a collector gets it.</summary>
/// <param name="Process">The instance that sent it: a silo's address and port, or the name of a client's service.</param>
/// <param name="Parent">Empty for the root of a trace.</param>
internal sealed record Span(string Process, string Source, string Trace, string Id, string Parent, string Name, ulong Start, ulong End);
