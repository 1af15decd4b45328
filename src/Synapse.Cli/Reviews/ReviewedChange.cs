namespace Synapse.Cli.Reviews;

/// <summary>What a verdict is about.</summary>
internal sealed record ReviewedChange(string ReviewId, DateTimeOffset StartedAt, ReviewInput Input);
