namespace Synapse.Core.Agents;

public sealed record CheckOption(string Name, int Value);
