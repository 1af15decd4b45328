namespace Synapse.Core.Queues;

/// <summary>Work that comes again and again.</summary>
/// <param name="Item">What is enqueued, each time under its id and the instant.</param>
/// <param name="Next">The next instant; null when none is to come.</param>
public sealed record QueueSchedule(string Name, string Cron, WorkItem Item, DateTimeOffset? Next);
