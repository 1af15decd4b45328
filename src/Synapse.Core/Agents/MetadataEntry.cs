namespace Synapse.Core.Agents;

public sealed record MetadataEntry(string Name, string Value);
