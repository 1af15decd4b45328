namespace Synapse.Silo.Tests.Telemetry;

/// <summary>One line of a scrape.</summary>
/// <param name="Labels">As they stand there, without the bound of a bucket.</param>
/// <param name="Bound">Of a bucket; null for any other.</param>
internal sealed record Sample(string Name, string Labels, double? Bound, double Value);
